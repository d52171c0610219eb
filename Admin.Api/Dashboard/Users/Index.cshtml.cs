using Admin.Api.Auth;
using Admin.Api.Dashboard.Shared;
using Admin.Data;
using Admin.Data.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Admin.Api.Dashboard.Users;

/// <summary>The list of users.</summary>
[Authorize(Policy = Permissions.Users.View)]
internal sealed class IndexModel(AdminDbContext db) : PageModel
{
    internal UserFilter Filter { get; private set; } = new();

    internal IReadOnlyList<User> Rows { get; private set; } = [];

    internal IReadOnlyList<Group> Groups { get; private set; } = [];

    internal int Total { get; private set; }

    internal int? All { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Filter = UserFilter.Read(Request.Query);
        Groups = await db.Groups.AsNoTracking().OrderBy(group => group.Name).ToListAsync(cancellation);
        var found = Filter.Apply(db);
        Total = await found.CountAsync(cancellation);
        All = Filter.IsActive ? await db.Users.CountAsync(cancellation) : null;
        Rows = await found.Skip((CurrentPage - 1) * UserFilter.PageSize).Take(UserFilter.PageSize).ToListAsync(cancellation);
    }

    /// <summary>A page beyond the end is the last one.</summary>
    internal int CurrentPage => Math.Min(Filter.Page, Links(1).Last);

    internal PageLinks Links(int current) => new(current, UserFilter.PageSize, Total, "user", "users") { OutOf = All };
}
