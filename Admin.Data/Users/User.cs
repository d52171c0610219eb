using Microsoft.AspNetCore.Identity;

namespace Admin.Data.Users;

/// <summary>A user of the platform. Only some may sign in: those that have a password, are active and are staff.</summary>
public sealed class User : IdentityUser<int>
{
    /// <summary>A name's or user name's greatest length.</summary>
    public const int NameLength = 150;

    /// <summary>An address's greatest length.</summary>
    public const int EmailLength = 254;

    /// <summary>The name shown.</summary>
    public required string Name { get; set; }

    /// <summary>Whether the user may sign in to the dashboard.</summary>
    public bool IsStaff { get; set; }

    /// <summary>Whether the user has every permission without being given it.</summary>
    public bool IsSuperuser { get; set; }

    /// <summary>Whether the account is in use; one that is not is kept, but cannot sign in.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>UTC; null for one who never signed in.</summary>
    public DateTime? LastLogin { get; set; }

    public DateTime DateJoined { get; set; }

    /// <summary>The groups whose permissions the user has.</summary>
    public ICollection<Group> Groups { get; } = [];

    /// <summary>The permissions that the user has beside those of the groups.</summary>
    public ICollection<UserGrant> Permissions { get; } = [];

    /// <summary>What a user is called where there is room for one word: the user name, or the address of one without.</summary>
    public string Label => UserName ?? Email ?? Name;
}
