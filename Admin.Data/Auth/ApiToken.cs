namespace Admin.Data.Auth;

/// <summary>A program's key to the API. The key itself is nowhere: it was shown once.</summary>
public sealed class ApiToken
{
    /// <summary>A name's greatest length.</summary>
    public const int NameLength = 100;

    /// <summary>Given by the database.</summary>
    public int Id { get; private set; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>Its first characters, to tell one from another.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the key: a key is random, so nothing slower is needed.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>What it may do, separated by spaces.</summary>
    public required string Scopes { get; init; }

    /// <summary>Who made it and answers for it: with the account, the key ends.</summary>
    public int OwnerId { get; init; }

    /// <summary>Who made it.</summary>
    public Users.User? Owner { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>UTC; null for never.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>UTC, to the minute.</summary>
    public DateTime? LastUsedAt { get; set; }

    /// <summary>UTC; null while it is good.</summary>
    public DateTime? RevokedAt { get; set; }
}
