using Admin.Api.Auth;
using Admin.Api.Dashboard.Likes;
using Admin.Api.Dashboard.Shared;
using Admin.Data;
using Admin.Data.Products;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Contracts;

namespace Admin.Api.Dashboard;

/// <summary>What there is, how it is, and what was done last.</summary>
internal sealed class IndexModel(AdminDbContext db, LikesOverTime likes, HealthCheckService checks, QueueDepth depth, TimeProvider time) : PageModel
{
    private const int RecentCount = 10;
    private const int TopCount = 5;
    private const int TopDays = 7;
    private static readonly TimeSpan BrokerPatience = TimeSpan.FromSeconds(2);

    internal HealthReport Health { get; private set; } = null!;

    internal int Waiting { get; private set; }

    /// <summary>The queues; null while the broker does not answer.</summary>
    internal IReadOnlyList<QueueState>? Queues { get; private set; }

    internal long LikesToday { get; private set; }

    internal int ProductCount { get; private set; }

    internal IReadOnlyList<ProductRevision> Recent { get; private set; } = [];

    internal IReadOnlyList<TopProduct> Top { get; private set; } = [];

    internal bool SeesProducts => User.Can(Permissions.Products.View);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Health = await checks.CheckHealthAsync(cancellation);
        Waiting = await db.Outbox.CountAsync(cancellation);
        if (User.Can(Permissions.DeadLetters.View))
            Queues = await CountQueuesAsync(cancellation);
        if (!SeesProducts)
            return;

        LikesToday = await likes.TodayAsync(HttpContext.Zone(), cancellation);
        ProductCount = await db.Products.CountAsync(cancellation);
        Top = await likes.TopAsync(TopDays, TopCount, HttpContext.Zone(), cancellation);
        Recent = await db.ProductHistory.AsNoTracking().OrderByDescending(entry => entry.Id).Take(RecentCount).ToListAsync(cancellation);
    }

    private async Task<IReadOnlyList<QueueState>?> CountQueuesAsync(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(BrokerPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            return await Task.WhenAll(((string[])[Topology.AdminQueue, Topology.MainQueue]).Select(async queue => new QueueState(
                queue, await depth.WaitingAsync(queue, either.Token), await depth.WaitingAsync(Topology.DeadQueue(queue), either.Token))));
        }
        catch (Exception away) when (away is BrokerUnavailableException || (away is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    internal sealed record QueueState(string Name, long Waiting, long Dead);
}
