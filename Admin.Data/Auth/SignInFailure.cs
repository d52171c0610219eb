namespace Admin.Data.Auth;

/// <summary>
/// A try to sign in that did not succeed; tries are counted by account and by address, whether there is such an account or not.
/// </summary>
public sealed class SignInFailure
{
    public long Id { get; private set; }

    /// <summary>What was given as the user name, normalized.</summary>
    public required string Account { get; init; }

    /// <summary>Where the try came from: an address, or a browser that the account has signed in with before.</summary>
    public required string Address { get; init; }

    public DateTime At { get; init; }
}
