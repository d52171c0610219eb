namespace Admin.Data.Import;

/// <summary>A product of the Python pair.</summary>
/// <param name="Likes">Django's count.</param>
/// <param name="LikesInMain">How many likes Flask has of it, each user once.</param>
public sealed record ImportedProduct(int Id, string Title, string Image, ulong Likes, ulong LikesInMain);

/// <summary>A user of the Python pair, who gives likes; one who signs in is an <see cref="ImportedAccount"/>.</summary>
/// <param name="Name">Null where the pair's table has none.</param>
/// <param name="Email">Null where the pair's table has none.</param>
public sealed record ImportedUser(int Id, string? Name, string? Email);

/// <summary>An account of Django's <c>auth_user</c>.</summary>
/// <param name="Id">Null where users have an id of their own: nothing refers to this one.</param>
/// <param name="PasswordHash">As Django writes it.</param>
/// <param name="JoinedAt">UTC.</param>
/// <param name="LastSignIn">UTC; null for one who never signed in.</param>
public sealed record ImportedAccount(
    int? Id,
    string UserName,
    string Name,
    string Email,
    string PasswordHash,
    bool IsStaff,
    bool IsSuperuser,
    bool IsActive,
    DateTime JoinedAt,
    DateTime? LastSignIn,
    IReadOnlyList<string> Groups,
    IReadOnlyList<string> Permissions
);

/// <summary>A group of Django's <c>auth_group</c>, with this platform's permissions.</summary>
public sealed record ImportedGroup(string Name, IReadOnlyList<string> Permissions);

/// <summary>What was stored of a batch.</summary>
/// <param name="Added">How many were not there.</param>
/// <param name="Problems">What a person has to look at, a sentence each.</param>
public sealed record ImportOutcome(int Added, IReadOnlyList<string> Problems);
