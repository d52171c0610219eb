using Admin.Data.Import;

namespace Admin.Worker.Import;

/// <summary>A row with Django's key. Set property by property: engines differ in the types of numbers.</summary>
internal abstract class Row
{
    public int Id { get; init; }
}

internal sealed class ProductRow : Row
{
    public string Title { get; init; } = "";

    public string Image { get; init; } = "";

    public long Likes { get; init; }

    internal ImportedProduct ToProduct(ulong likesInMain) => new(Id, Title, Image, (ulong)Math.Max(0, Likes), likesInMain);
}

internal sealed class UserRow : Row
{
    public string? Name { get; init; }

    public string? Email { get; init; }

    internal ImportedUser ToUser() => new(Id, Name, Email);
}

internal sealed class NamedRow : Row
{
    public string Name { get; init; } = "";
}

internal sealed class PermissionRow
{
    public int Owner { get; init; }

    public string App { get; init; } = "";

    public string Model { get; init; } = "";

    /// <summary>Such as <c>change_product</c>.</summary>
    public string Code { get; init; } = "";
}

internal sealed class AccountRow : Row
{
    public string UserName { get; init; } = "";

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public string Email { get; init; } = "";

    public string Password { get; init; } = "";

    public bool IsStaff { get; init; }

    public bool IsSuperuser { get; init; }

    public bool IsActive { get; init; }

    public DateTime JoinedAt { get; init; }

    public DateTime? LastSignIn { get; init; }

    internal ImportedAccount ToAccount(bool keepsId, IReadOnlyList<string> groups, IReadOnlyList<string> permissions) =>
        new(
            keepsId ? Id : null,
            UserName,
            $"{FirstName} {LastName}".Trim() is { Length: > 0 } name ? name : UserName,
            Email,
            Password,
            IsStaff,
            IsSuperuser,
            IsActive,
            JoinedAt,
            LastSignIn,
            groups,
            permissions
        );
}
