namespace Admin.Data.Users;

/// <summary>A set of permissions that users share.</summary>
public sealed class Group
{
    /// <summary>A name's greatest length.</summary>
    public const int NameLength = 150;

    /// <summary>Given by the database.</summary>
    public int Id { get; private set; }

    /// <summary>Unique.</summary>
    public required string Name { get; set; }

    /// <summary>What its users may do.</summary>
    public ICollection<GroupGrant> Permissions { get; } = [];

    /// <summary>Who is in it.</summary>
    public ICollection<User> Users { get; } = [];
}

/// <summary>A permission given to a group.</summary>
public sealed class GroupGrant
{
    /// <summary>The group.</summary>
    public int GroupId { get; private set; }

    /// <summary>The permission's name, such as <c>products.change</c>.</summary>
    public required string Permission { get; init; }
}

/// <summary>A permission given to one user.</summary>
public sealed class UserGrant
{
    /// <summary>The user.</summary>
    public int UserId { get; private set; }

    /// <summary>The permission's name, such as <c>products.change</c>.</summary>
    public required string Permission { get; init; }
}
