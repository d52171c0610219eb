using System.ComponentModel.DataAnnotations;

namespace Main.Data.Retention;

/// <summary>How long Main keeps what grows with time; configuration section <c>Retention</c>. Older rows are deleted by Main.Worker.</summary>
public sealed class RetentionOptions
{
    public const string SectionName = "Retention";

    /// <summary>
    /// Deleted products and their likes. An event that arrives later could bring the product back, and Admin can undo a deletion for up to 365 days, so
    /// 400 days at least.
    /// </summary>
    [Range(typeof(TimeSpan), "400.00:00:00", "3660.00:00:00")]
    public TimeSpan DeletedProducts { get; set; } = TimeSpan.FromDays(400);
}
