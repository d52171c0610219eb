using System.Security.Claims;
using System.Text.RegularExpressions;

namespace Admin.Api.Dashboard.Audit;

/// <summary>What the list of changes tells apart: an entry of products' history or of the audit log, and who may see it.</summary>
internal sealed partial record ChangeKind(string Area, string View, AuditKind? Entry, RevisionKind? Revision)
{
    internal const string Access = "Access";

    internal static readonly IReadOnlyList<ChangeKind> All =
    [
        .. Enum.GetValues<RevisionKind>().Select(kind => new ChangeKind("Products", Permissions.Products.View, null, kind)),
        .. Logged("Products", Permissions.Products.View, AuditKind.Imported),
        .. Logged(
            "Users",
            Permissions.Users.View,
            AuditKind.UserAdded,
            AuditKind.UserChanged,
            AuditKind.UserDeleted,
            AuditKind.PasswordChanged,
            AuditKind.SessionsRevoked
        ),
        .. Logged("Settings", Permissions.Users.View, AuditKind.SettingsChanged),
        .. Logged("Groups", Permissions.Groups.View, AuditKind.GroupAdded, AuditKind.GroupChanged, AuditKind.GroupDeleted),
        .. Logged("API tokens", Permissions.Tokens.View, AuditKind.TokenAdded, AuditKind.TokenRevoked),
        .. Logged("Dead letters", Permissions.DeadLetters.View, AuditKind.DeadLetterReplayed, AuditKind.DeadLetterDiscarded),
        .. Logged("Commands", Permissions.Products.View, AuditKind.CommandRun),
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

    internal string Label => Entry is { } kind ? Words(kind) : $"Product {Verb(Revision!.Value)}";

    /// <summary>The audit log is seen whole by those who may see it at all; the others see what belongs to the objects that they may
    /// see.</summary>
    internal static IReadOnlyList<ChangeKind> For(ClaimsPrincipal user) =>
        [.. All.Where(kind => user.Can(kind.View) || (kind.Entry is not null && user.Can(Permissions.Audit.View)))];

    internal static string Verb(RevisionKind kind) =>
        kind switch
        {
            RevisionKind.Created => "added",
            RevisionKind.Updated => "changed",
            RevisionKind.Deleted => "deleted",
            _ => "restored",
        };

    /// <summary>The class of its badge.</summary>
    internal static string? Tone(RevisionKind kind) =>
        kind switch
        {
            RevisionKind.Created or RevisionKind.Restored => "good",
            RevisionKind.Deleted => "bad",
            _ => null,
        };

    internal static string Words(AuditKind kind)
    {
        // As the button says that does it.
        if (kind == AuditKind.SessionsRevoked)
            return "Sessions ended";

        var words = Capitals().Replace(kind.ToString(), " $0").Trim();
        return words[..1] + words[1..].ToLowerInvariant();
    }

    private static IEnumerable<ChangeKind> Logged(string area, string view, params AuditKind[] kinds) =>
        kinds.Select(kind => new ChangeKind(area, view, kind, null));

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capitals();
}
