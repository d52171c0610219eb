using Admin.Api.Dashboard.Lists;
using Admin.Data.Lists;

namespace Admin.Api.Dashboard.Audit;

/// <summary>Who did what: changes of products, accounts and messages, and what the audit log has besides, as far as the viewer may see
/// it.</summary>
[Authorize(Policy = Permissions.Changes.View)]
internal sealed class ChangesModel(AdminDbContext db, SavedFilters saved) : PageModel
{
    internal ChangeFilter Filter { get; private set; } = new();
    internal ListView View { get; private set; } = null!;
    internal ChangePage List { get; private set; } = new([], null, null);
    internal SubjectLinks Links { get; private set; } = null!;

    /// <summary>Null where other dates are chosen than those of a year, a month or a day.</summary>
    internal DateLevels? Dates { get; private set; }

    /// <summary>Names to choose from; the field takes any other.</summary>
    internal IReadOnlyList<string> People { get; private set; } = [];

    /// <summary>Addresses are the audit log's.</summary>
    internal bool SeesAddresses => User.Can(Permissions.Audit.View);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Filter = await ChangeFilter.ReadAsync(Request.Query, User, db, cancellationToken);
        View = await ListView.ReadAsync(saved, FilteredList.Changes, User, Request.Query, cancellationToken);
        var reader = new ChangeReader(db);
        List = await reader.ReadAsync(Filter, HttpContext.Zone(), ChangeReader.PageSize, cancellationToken);
        Dates = await reader.DatesAsync(Filter, HttpContext.Zone(), DateAddress, cancellationToken);
        Links = await SubjectLinks.FindAsync(db, Url, User, List.Changes, cancellationToken);
        if (User.Can(Permissions.Users.View))
        {
            People = await db
                .Users.Where(user => user.IsStaff && user.UserName != null)
                .OrderBy(user => user.UserName)
                .Select(user => user.UserName!)
                .Take(200)
                .ToListAsync(cancellationToken);
        }
    }

    private string DateAddress(Period? period) => Request.With(("from", Day(period?.First)), ("to", Day(period?.Last)), ("before", null));

    private static string? Day(DateOnly? date) => date?.ToString(ChangeFilter.DateFormat, CultureInfo.InvariantCulture);

    internal string Older(DateTime before) =>
        Request.With(("before", DateTime.SpecifyKind(before, DateTimeKind.Utc).Ticks.ToString(CultureInfo.InvariantCulture)));
}
