namespace Admin.Api.Dashboard.Users;

[Authorize(Policy = Permissions.Users.View)]
internal sealed class IndexModel(AdminDbContext db) : PageModel
{
    internal UserFilter Filter { get; private set; } = new();
    internal IReadOnlyList<User> Rows { get; private set; } = [];
    internal IReadOnlyList<Group> Groups { get; private set; } = [];
    internal int Total { get; private set; }
    internal int? All { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Filter = UserFilter.Read(Request.Query);
        Groups = await db.Groups.AsNoTracking().OrderBy(group => group.Name).ToListAsync(cancellationToken);
        var found = Filter.Apply(db);
        Total = await found.CountAsync(cancellationToken);
        All = Filter.IsActive ? await db.Users.CountAsync(cancellationToken) : null;
        Rows = await found.Skip((CurrentPage - 1) * UserFilter.PageSize).Take(UserFilter.PageSize).ToListAsync(cancellationToken);
    }

    internal int CurrentPage => Math.Min(Filter.Page, Links(1).Last);

    internal PageLinks Links(int current) => new(current, UserFilter.PageSize, Total, "user", "users") { OutOf = All };
}
