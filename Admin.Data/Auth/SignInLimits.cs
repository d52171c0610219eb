using System.ComponentModel.DataAnnotations;

namespace Admin.Data.Auth;

/// <summary>How many tries to sign in may fail.</summary>
public sealed class SignInLimits
{
    /// <summary>Where these are in the configuration.</summary>
    public const string SectionName = "SignIn";

    internal static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    /// <summary>The time over which failures are counted; a day at most.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>For one account from one address, or in one browser that it has signed in with before.</summary>
    [Range(1, 1000)]
    public int Failures { get; set; } = 5;

    /// <summary>From one address, whatever the account.</summary>
    [Range(1, 100_000)]
    public int FailuresPerAddress { get; set; } = 50;

    /// <summary>
    /// For one account, whatever the address, but for browsers that it has signed in with before. By default 100 an hour.
    /// </summary>
    [Range(1, 100_000)]
    public int FailuresPerAccount { get; set; } = 25;
}
