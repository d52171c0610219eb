using System.ComponentModel.DataAnnotations;

namespace Main.Api.Rest.Users;

/// <summary>How long a like may wait for Admin, and when it stops asking.</summary>
internal sealed class AdminUsersOptions
{
    internal const string SectionName = "AdminUsers";

    /// <summary>Where Admin.Api is; by default a name that service discovery resolves.</summary>
    [Required]
    public Uri Address { get; set; } = new("http://admin-api");

    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest that all tries together may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How many likes may wait for Admin at once; one more is told to try again later, so that a slow Admin does not make Main
    /// slow.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrent { get; set; } = 200;

    [Range(1, 10)]
    public int Retries { get; set; } = 2;

    /// <summary>The wait before the first repetition; it doubles, with jitter.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The span over which failures are counted. When nine of ten tries in it fail, asking stops for a while.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:10:00")]
    public TimeSpan BreakerWindow { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many tries the window must hold before a share of failures means anything.</summary>
    [Range(2, 10_000)]
    public int BreakerMinimum { get; set; } = 20;

    [Range(typeof(TimeSpan), "00:00:00.500", "00:10:00")]
    public TimeSpan BreakerPause { get; set; } = TimeSpan.FromSeconds(5);

    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    internal void SetRetryAfter(HttpResponse response) =>
        response.Headers.RetryAfter = Math.Ceiling(RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
