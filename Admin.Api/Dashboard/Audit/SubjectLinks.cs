using System.Security.Claims;

namespace Admin.Api.Dashboard.Audit;

/// <summary>Finds the pages of what entries of the audit log are about, as far as it is still there and the viewer may see it.</summary>
internal sealed class SubjectLinks(
    IUrlHelper url,
    ClaimsPrincipal viewer,
    IReadOnlyDictionary<string, int> users,
    IReadOnlyDictionary<string, int> groups
)
{
    private const string User = "user ";
    private const string Group = "group ";
    private const string Token = "token ";

    internal static async Task<SubjectLinks> FindAsync(
        AdminDbContext db,
        IUrlHelper url,
        ClaimsPrincipal viewer,
        IEnumerable<Change> changes,
        CancellationToken cancellationToken
    )
    {
        var subjects = changes.Select(change => change.Entry?.Subject).OfType<string>().Distinct().ToList();
        var (userNames, groupNames) = (Names(subjects, User), Names(subjects, Group));
        var users = await db
            .Users.Where(user => userNames.Contains(user.UserName!))
            .Select(user => new { user.Id, Name = user.UserName! })
            .ToListAsync(cancellationToken);
        var groups = await db
            .Groups.Where(group => groupNames.Contains(group.Name))
            .Select(group => new { group.Id, group.Name })
            .ToListAsync(cancellationToken);
        return new SubjectLinks(
            url,
            viewer,
            users.DistinctBy(user => user.Name).ToDictionary(user => user.Name, user => user.Id),
            groups.DistinctBy(group => group.Name).ToDictionary(group => group.Name, group => group.Id)
        );
    }

    /// <summary>The address of a change's subject; null when it has no page.</summary>
    internal string? Find(Change change) =>
        change switch
        {
            { IsBatch: true } => url.Page("/Audit/Batch", new { at = change.At.Ticks, who = change.Actor }),
            { Product.Revision: { } product } => url.Page(
                product.Kind == RevisionKind.Deleted ? "/Products/History" : "/Products/Change",
                new { id = product.ProductId }
            ),
            { Entry: { } entry } => Find(entry),
            _ => null,
        };

    private string? Find(AuditEntry entry)
    {
        var subject = entry.Subject;
        if (subject.StartsWith(User, StringComparison.Ordinal) && viewer.Can(Permissions.Users.View))
            return users.TryGetValue(subject[User.Length..], out var id) ? url.Page("/Users/Change", new { id }) : null;
        if (subject.StartsWith(Group, StringComparison.Ordinal) && viewer.Can(Permissions.Groups.View))
            return groups.TryGetValue(subject[Group.Length..], out var id) ? url.Page("/Groups/Change", new { id }) : null;
        if (subject.StartsWith(Token, StringComparison.Ordinal) && viewer.Can(Permissions.Tokens.View))
            return url.Page("/Tokens/Index");
        if (entry.Kind is AuditKind.DeadLetterReplayed or AuditKind.DeadLetterDiscarded && viewer.Can(Permissions.DeadLetters.View))
            return url.Page("/DeadLetters/Index", new { queue = subject.Split('.')[0] });
        return null;
    }

    private static List<string> Names(List<string> subjects, string prefix) =>
        [.. subjects.Where(subject => subject.StartsWith(prefix, StringComparison.Ordinal)).Select(subject => subject[prefix.Length..])];
}
