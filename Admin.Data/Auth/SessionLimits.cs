using System.ComponentModel.DataAnnotations;

namespace Admin.Data.Auth;

/// <summary>
/// How long a session lasts. The defaults are those of NIST SP 800-63B at its second level, 30 minutes and 12 hours, by which OWASP ASVS 5
/// (7.1.1) measures others.
/// </summary>
public sealed class SessionLimits
{
    /// <summary>Where these are in the configuration.</summary>
    public const string SectionName = "Sessions";

    internal static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(30);

    /// <summary>Unused for so long, a session ends.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>However busy, a session ends after this long.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Live counts that one user may watch at once, in each process.</summary>
    [Range(1, 1000)]
    public int StreamsPerUser { get; set; } = 16;
}
