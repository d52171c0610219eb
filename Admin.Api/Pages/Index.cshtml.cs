using Admin.Api.Auth;
using Admin.Api.Pages.Layout;
using Admin.Api.Pages.Likes;
using Admin.Data;
using Admin.Data.Products;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Admin.Api.Pages;

/// <summary>What there is, how it is, and what was done last.</summary>
internal sealed class IndexModel(AdminDbContext db, LikesOverTime likes, HealthCheckService checks) : PageModel
{
    private const int RecentCount = 10;
    private const int TopCount = 5;
    private const int TopDays = 7;

    internal HealthReport Health { get; private set; } = null!;

    internal int Waiting { get; private set; }

    internal long LikesToday { get; private set; }

    internal int ProductCount { get; private set; }

    internal IReadOnlyList<ProductRevision> Recent { get; private set; } = [];

    internal IReadOnlyList<TopProduct> Top { get; private set; } = [];

    internal bool SeesProducts => User.Can(Permissions.Products.View);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Health = await checks.CheckHealthAsync(cancellation);
        Waiting = await db.Outbox.CountAsync(cancellation);
        if (!SeesProducts)
            return;

        LikesToday = await likes.TodayAsync(HttpContext.Zone(), cancellation);
        ProductCount = await db.Products.CountAsync(cancellation);
        Top = await likes.TopAsync(TopDays, TopCount, HttpContext.Zone(), cancellation);
        Recent = await db.ProductHistory.AsNoTracking().OrderByDescending(entry => entry.Id).Take(RecentCount).ToListAsync(cancellation);
    }
}
