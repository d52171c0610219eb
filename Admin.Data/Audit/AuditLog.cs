using System.Globalization;

namespace Admin.Data.Audit;

/// <summary>
/// Writes the audit log. <see cref="Add"/> joins what the caller is about to save, so the action and its entry commit together.
/// </summary>
public sealed class AuditLog(AdminDbContext db, TimeProvider time)
{
    /// <summary>Adds an entry, to be saved with the caller's own changes.</summary>
    /// <param name="details">Never a secret.</param>
    /// <param name="at">When it was done, where the history of products has the same moment for it; null is now.</param>
    public void Add(AuditKind kind, string actor, string? address, string subject, string? details = null, DateTime? at = null) =>
        db.AuditLog.Add(
            new AuditEntry
            {
                At = at ?? time.GetUtcNow().UtcDateTime,
                Kind = kind,
                Actor = Cut(actor, AuditModel.ActorLength),
                Address = Cut(address, AuditModel.AddressLength),
                Subject = Cut(subject, AuditModel.SubjectLength),
                Details = Cut(details, AuditModel.DetailsLength),
            }
        );

    /// <summary>Adds an entry and saves it at once.</summary>
    public Task WriteAsync(
        AuditKind kind,
        string actor,
        string? address,
        string subject,
        string? details,
        CancellationToken cancellationToken
    )
    {
        Add(kind, actor, address, subject, details);
        return db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>What others sent may be of any length; whole characters are kept.</summary>
    private static string Cut(string? text, int length)
    {
        if (text is null || text.Length <= length)
            return text ?? "";

        var endsWhole = StringInfo.GetNextTextElementLength(text, length - 1) == 1;
        return text[..(endsWhole ? length : length - 1)];
    }
}
