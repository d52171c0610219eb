using Admin.Api.Dashboard.Lists;
using Admin.Data.Lists;

namespace Admin.Api.Dashboard.Users;

[Authorize(Policy = Permissions.Users.View)]
internal sealed class IndexModel(AdminDbContext db, SavedFilters saved) : PageModel
{
    internal UserFilter Filter { get; private set; } = new();
    internal ListView View { get; private set; } = null!;
    internal IReadOnlyList<User> Rows { get; private set; } = [];
    internal IReadOnlyList<Group> Groups { get; private set; } = [];

    /// <summary>Null where there are too many users to count them for each choice.</summary>
    internal UserFacets? Facets { get; private set; }

    /// <summary>Null where there are too many users to count them by date.</summary>
    internal DateLevels? Dates { get; private set; }

    internal int Total { get; private set; }
    internal int? All { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Filter = UserFilter.Read(Request.Query);
        View = await ListView.ReadAsync(saved, FilteredList.Users, User, Request.Query, cancellationToken);
        Groups = await db.Groups.AsNoTracking().OrderBy(group => group.Name).ToListAsync(cancellationToken);
        var zone = HttpContext.Zone();
        var found = Filter.Apply(db, zone);
        Facets = await UserFacets.CountAsync(db, Filter, zone, cancellationToken);
        Dates = Facets is null
            ? null
            : await DateLevels.CountAsync(found.Select(user => user.DateJoined), Filter.On, zone, DateAddress, cancellationToken);
        Total = await found.CountAsync(cancellationToken);
        All = Filter.IsActive ? await db.Users.CountAsync(cancellationToken) : null;
        Rows = await found.Skip((CurrentPage - 1) * Size).Take(Size).ToListAsync(cancellationToken);
    }

    internal int CurrentPage => Math.Min(Filter.Page, PageLinks.CountPages(Total, Size));

    private string DateAddress(Period? period) => Request.With(("on", period?.ToString()), (PageLinks.Key, null));

    internal PageLinks Links => new(CurrentPage, Size, Total, HowMany) { AllUpTo = UserFilter.MostAtOnce };

    private string HowMany =>
        All is { } all ? Counted(all, "{1} of {0} user", "{1} of {0} users", Times.Count(Total)) : Counted(Total, "{0} user", "{0} users");

    private int Size => Filter.AsksForAll && Total <= UserFilter.MostAtOnce ? UserFilter.MostAtOnce : UserFilter.PageSize;
}
