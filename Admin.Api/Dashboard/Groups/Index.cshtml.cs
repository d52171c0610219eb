using Admin.Api.Auth;
using Admin.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Admin.Api.Dashboard.Groups;

/// <summary>The list of groups.</summary>
[Authorize(Policy = Permissions.Groups.View)]
internal sealed class IndexModel(AdminDbContext db) : PageModel
{
    [FromQuery(Name = "q")]
    public string Search { get; set => field = value ?? ""; } = "";

    internal IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Rows = await db.Groups.Where(group => group.Name.Contains(Search)).OrderBy(group => group.Name)
            .Select(group => new Row(group.Id, group.Name, group.Users.Count, group.Permissions.Count)).ToListAsync(cancellation);

    internal sealed record Row(int Id, string Name, int Users, int Permissions);
}
