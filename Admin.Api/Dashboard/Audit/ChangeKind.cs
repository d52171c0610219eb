using System.Security.Claims;

namespace Admin.Api.Dashboard.Audit;

/// <summary>What the list of changes tells apart: an entry of products' history or of the audit log, and who may see it.</summary>
internal sealed record ChangeKind(string Area, string View, AuditKind? Entry, RevisionKind? Revision)
{
    internal static readonly string Access = Translatable("Access");

    internal static readonly IReadOnlyList<ChangeKind> All =
    [
        .. Enum.GetValues<RevisionKind>().Select(kind => new ChangeKind(Translatable("Products"), Permissions.Products.View, null, kind)),
        .. Logged(Translatable("Products"), Permissions.Products.View, AuditKind.Imported),
        .. Logged(
            Translatable("Users"),
            Permissions.Users.View,
            AuditKind.UserAdded,
            AuditKind.UserChanged,
            AuditKind.UserDeleted,
            AuditKind.PasswordChanged,
            AuditKind.SessionsRevoked
        ),
        .. Logged(Translatable("Settings"), Permissions.Users.View, AuditKind.SettingsChanged),
        .. Logged(Translatable("Groups"), Permissions.Groups.View, AuditKind.GroupAdded, AuditKind.GroupChanged, AuditKind.GroupDeleted),
        .. Logged(Translatable("API tokens"), Permissions.Tokens.View, AuditKind.TokenAdded, AuditKind.TokenRevoked),
        .. Logged(Translatable("Dead letters"), Permissions.DeadLetters.View, AuditKind.DeadLetterReplayed, AuditKind.DeadLetterDiscarded),
        .. Logged(Translatable("Commands"), Permissions.Products.View, AuditKind.CommandRun),
        .. Logged(
            Access,
            Permissions.Audit.View,
            AuditKind.SignedIn,
            AuditKind.SignInRefused,
            AuditKind.SignedOut,
            AuditKind.AccessRefused,
            AuditKind.Exported
        ),
    ];

    /// <summary>How an address names it.</summary>
    internal string Value => Entry?.ToString() ?? $"Product{Revision}";

    internal string Label => Entry is { } kind ? Words(kind) : Words(Revision!.Value);

    /// <summary>The audit log is seen whole by those who may see it at all; the others see what belongs to the objects that they may
    /// see.</summary>
    internal static IReadOnlyList<ChangeKind> For(ClaimsPrincipal user) =>
        [.. All.Where(kind => user.Can(kind.View) || (kind.Entry is not null && user.Can(Permissions.Audit.View)))];

    internal static string Verb(RevisionKind kind) =>
        kind switch
        {
            RevisionKind.Created => T("added"),
            RevisionKind.Updated => T("changed"),
            RevisionKind.Deleted => T("deleted"),
            _ => T("restored"),
        };

    /// <summary>The class of its badge.</summary>
    internal static string? Tone(RevisionKind kind) =>
        kind switch
        {
            RevisionKind.Created or RevisionKind.Restored => "good",
            RevisionKind.Deleted => "bad",
            _ => null,
        };

    internal static string Words(AuditKind kind) =>
        kind switch
        {
            AuditKind.SignedIn => T("Signed in"),
            AuditKind.SignInRefused => T("Sign in refused"),
            AuditKind.SignedOut => T("Signed out"),
            AuditKind.PasswordChanged => T("Password changed"),
            // As the button says that does it.
            AuditKind.SessionsRevoked => T("Sessions ended"),
            AuditKind.AccessRefused => T("Access refused"),
            AuditKind.UserAdded => T("User added"),
            AuditKind.UserChanged => T("User changed"),
            AuditKind.UserDeleted => T("User deleted"),
            AuditKind.GroupAdded => T("Group added"),
            AuditKind.GroupChanged => T("Group changed"),
            AuditKind.GroupDeleted => T("Group deleted"),
            AuditKind.TokenAdded => T("Token added"),
            AuditKind.TokenRevoked => T("Token revoked"),
            AuditKind.DeadLetterReplayed => T("Dead letter replayed"),
            AuditKind.DeadLetterDiscarded => T("Dead letter discarded"),
            AuditKind.Imported => T("Imported"),
            AuditKind.CommandRun => T("Command run"),
            AuditKind.Exported => T("Exported"),
            AuditKind.SettingsChanged => T("Settings changed"),
            _ => kind.ToString(),
        };

    internal static string Words(RevisionKind kind) =>
        kind switch
        {
            RevisionKind.Created => T("Product added"),
            RevisionKind.Updated => T("Product changed"),
            RevisionKind.Deleted => T("Product deleted"),
            _ => T("Product restored"),
        };

    internal static string Words(ProductCount count) =>
        count.Kind switch
        {
            RevisionKind.Created => Counted(count.Count, "1 added", "{0} added"),
            RevisionKind.Updated => Counted(count.Count, "1 changed", "{0} changed"),
            RevisionKind.Deleted => Counted(count.Count, "1 deleted", "{0} deleted"),
            _ => Counted(count.Count, "1 restored", "{0} restored"),
        };

    /// <summary>What was done to products at once.</summary>
    /// <param name="kinds">In their order.</param>
    internal static string Words(IReadOnlyList<RevisionKind> kinds) =>
        kinds switch
        {
            [RevisionKind.Created] => T("Products added"),
            [RevisionKind.Updated] => T("Products changed"),
            [RevisionKind.Deleted] => T("Products deleted"),
            [RevisionKind.Restored] => T("Products restored"),
            [RevisionKind.Created, RevisionKind.Updated] => T("Products added and changed"),
            [RevisionKind.Created, RevisionKind.Deleted] => T("Products added and deleted"),
            [RevisionKind.Created, RevisionKind.Restored] => T("Products added and restored"),
            [RevisionKind.Updated, RevisionKind.Deleted] => T("Products changed and deleted"),
            [RevisionKind.Updated, RevisionKind.Restored] => T("Products changed and restored"),
            [RevisionKind.Deleted, RevisionKind.Restored] => T("Products deleted and restored"),
            [RevisionKind.Created, RevisionKind.Updated, RevisionKind.Deleted] => T("Products added and changed and deleted"),
            [RevisionKind.Created, RevisionKind.Updated, RevisionKind.Restored] => T("Products added and changed and restored"),
            [RevisionKind.Created, RevisionKind.Deleted, RevisionKind.Restored] => T("Products added and deleted and restored"),
            [RevisionKind.Updated, RevisionKind.Deleted, RevisionKind.Restored] => T("Products changed and deleted and restored"),
            _ => T("Products added and changed and deleted and restored"),
        };

    private static IEnumerable<ChangeKind> Logged(string area, string view, params AuditKind[] kinds) =>
        kinds.Select(kind => new ChangeKind(area, view, kind, null));
}
