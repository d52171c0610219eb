using System.ComponentModel.DataAnnotations;

namespace ProductPlatform.Database;

/// <summary>How the database's secret is read; configuration section <c>DatabaseSecret</c>.</summary>
public sealed class DatabaseSecretOptions
{
    public const string SectionName = "DatabaseSecret";

    /// <summary>The longest that reading it may take, retries included; after that the process goes on without it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often it is read again. A refused password is a reason to read it at once.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long it is left alone after it could not be read.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromSeconds(30);
}
