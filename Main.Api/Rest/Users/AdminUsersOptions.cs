using System.ComponentModel.DataAnnotations;

namespace Main.Api.Rest.Users;

/// <summary>Where the user of a like comes from.</summary>
internal sealed class AdminUsersOptions
{
    internal const string SectionName = "AdminUsers";

    /// <summary>Where Admin.Api is; by default a name that service discovery resolves.</summary>
    [Required]
    public Uri Address { get; set; } = new("http://admin-api");

    /// <summary>How long a like may wait for Admin, and when it stops asking: an <c>HttpStandardResilienceOptions</c>, which the client
    /// binds.</summary>
    public IConfigurationSection? Resilience { get; set; }

    /// <summary>How many likes may wait for a user; one more is told to try again later, so that a slow Admin does not make Main slow.</summary>
    [Range(1, 10_000)]
    public int MaxWaiting { get; set; } = 200;

    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    internal void SetRetryAfter(HttpResponse response) =>
        response.Headers.RetryAfter = Math.Ceiling(RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
