namespace Admin.Api.Auth;

internal static class AuditTrail
{
    /// <summary>Adds an entry, to be saved with the caller's own changes.</summary>
    internal static void Add(
        this AuditLog audit,
        HttpContext context,
        AuditKind kind,
        string subject,
        string? details = null,
        DateTime? at = null
    ) => audit.Add(kind, context.User.Name(), ClientAddress.From(context), subject, details, at);

    /// <summary>Adds an entry and saves it at once.</summary>
    internal static Task WriteAsync(this AuditLog audit, HttpContext context, AuditKind kind, string subject, string? details = null) =>
        audit.WriteAsync(kind, context.User.Name(), ClientAddress.From(context), subject, details, context.RequestAborted);
}
