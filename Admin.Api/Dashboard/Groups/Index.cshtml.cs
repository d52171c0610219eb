namespace Admin.Api.Dashboard.Groups;

[Authorize(Policy = Permissions.Groups.View)]
internal sealed class IndexModel(AdminDbContext db) : PageModel
{
    [FromQuery(Name = "q")]
    public string Search
    {
        get;
        set => field = value ?? "";
    } = "";

    internal IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Rows = await db
            .Groups.Where(group => group.Name.Contains(Search))
            .OrderBy(group => group.Name)
            .Select(group => new Row(group.Id, group.Name, group.Users.Count, group.Permissions.Count))
            .ToListAsync(cancellationToken);

    internal sealed record Row(int Id, string Name, int Users, int Permissions);
}
