using System.Text.RegularExpressions;

namespace Admin.Api.Dashboard.Audit;

/// <summary>What was done and what was refused; read only.</summary>
[Authorize(Policy = Permissions.Audit.View)]
internal sealed partial class IndexModel(AdminDbContext db) : PageModel
{
    private const int PageSize = 100;

    [FromQuery(Name = "q")]
    public string Search
    {
        get;
        set => field = value ?? "";
    } = "";

    [FromQuery(Name = "kind")]
    public AuditKind? Kind { get; set; }

    [FromQuery(Name = PageLinks.Key)]
    public int Number { get; set; } = 1;

    internal IReadOnlyList<AuditEntry> Rows { get; private set; } = [];
    internal int Total { get; private set; }

    internal int CurrentPage => Math.Clamp(Number, 1, Links(1).Last);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var entries = db.AuditLog.AsNoTracking();
        if (Kind is { } kind)
            entries = entries.Where(entry => entry.Kind == kind);
        foreach (var word in Search.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(20))
        {
            entries = entries.Where(entry =>
                entry.Actor.Contains(word) || entry.Subject.Contains(word) || entry.Details.Contains(word) || entry.Address == word
            );
        }

        Total = await entries.CountAsync(cancellationToken);
        Rows = await entries
            .OrderByDescending(entry => entry.Id)
            .Skip((CurrentPage - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync(cancellationToken);
    }

    internal PageLinks Links(int current) => new(current, PageSize, Total, "entry", "entries");

    internal static string Words(AuditKind kind)
    {
        var words = Capitals().Replace(kind.ToString(), " $0").Trim();
        return words[..1] + words[1..].ToLowerInvariant();
    }

    internal static bool IsRefusal(AuditKind kind) => kind is AuditKind.SignInRefused or AuditKind.AccessRefused;

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capitals();
}
