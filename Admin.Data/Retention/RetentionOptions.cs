using System.ComponentModel.DataAnnotations;

namespace Admin.Data.Retention;

/// <summary>
/// How long Admin keeps what grows with time; configuration section <c>Retention</c>. Older rows are deleted by Admin.Worker.
/// </summary>
public sealed class RetentionOptions
{
    public const string SectionName = "Retention";

    /// <summary>
    /// The history of products. A deletion can be undone as long as it is in there; Main keeps the likes of a deleted product for longer
    /// than the most that is allowed here.
    /// </summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "365.00:00:00")]
    public TimeSpan ProductHistory { get; set; } = TimeSpan.FromDays(365);

    /// <summary>Likes by the hour, which the charts show.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3660.00:00:00")]
    public TimeSpan HourlyLikes { get; set; } = TimeSpan.FromDays(400);

    /// <summary>The audit log.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3660.00:00:00")]
    public TimeSpan AuditLog { get; set; } = TimeSpan.FromDays(365);

    /// <summary>API tokens that are revoked or have expired.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3660.00:00:00")]
    public TimeSpan EndedTokens { get; set; } = TimeSpan.FromDays(365);
}
