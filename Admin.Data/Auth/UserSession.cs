namespace Admin.Data.Auth;

/// <summary>A sign-in that is going on. Without this row its cookie is worth nothing.</summary>
public sealed class UserSession
{
    /// <summary>SHA-256, in base64url, of the random key that the cookie has.</summary>
    public required string Id { get; init; }

    /// <summary>Who signed in.</summary>
    public int UserId { get; init; }

    /// <summary>The user's security stamp then; when the user's changes (a new password), the session is over.</summary>
    public required string Stamp { get; set; }

    public DateTime StartedAt { get; init; }

    /// <summary>UTC, to the minute.</summary>
    public DateTime LastSeenAt { get; set; }

    /// <summary>Where it was started from.</summary>
    public required string Address { get; init; }

    /// <summary>The browser, as it calls itself.</summary>
    public required string Browser { get; init; }
}
