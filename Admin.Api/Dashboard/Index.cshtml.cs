using Admin.Api.Dashboard.Audit;
using Admin.Api.Dashboard.Likes;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Contracts;

namespace Admin.Api.Dashboard;

internal sealed class IndexModel(AdminDbContext db, LikesOverTime likes, HealthCheckService checks, QueueDepth depth, TimeProvider time)
    : PageModel
{
    private const int RecentCount = 10;
    private const int TopCount = 5;
    private const int TopDays = 7;
    private const int ChartDays = 30;
    private static readonly TimeSpan BrokerTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Null for who does not see the system.</summary>
    internal HealthReport? Health { get; private set; }

    internal IReadOnlyList<KeyValuePair<string, HealthReportEntry>> Troubles =>
        [.. Health?.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy) ?? []];

    internal int Waiting { get; private set; }

    /// <summary>The queues; null while the broker is unavailable.</summary>
    internal IReadOnlyList<QueueState>? Queues { get; private set; }

    internal long LikesToday { get; private set; }
    internal int ProductCount { get; private set; }
    internal IReadOnlyList<Change> Recent { get; private set; } = [];

    /// <summary>Where the recent actions' objects are; null for who sees none.</summary>
    internal SubjectLinks? Links { get; private set; }

    /// <summary>Whether only the viewer's own actions are shown.</summary>
    [FromQuery(Name = "mine")]
    public bool OnlyMine { get; set; }

    internal IReadOnlyList<TopProduct> Top { get; private set; } = [];
    internal LikeChart Chart { get; private set; } = null!;

    internal bool SeesProducts => User.Can(Permissions.Products.View);

    /// <summary>Health, outbox and queues are for those who can do something about messages.</summary>
    internal bool SeesSystem => User.Can(Permissions.DeadLetters.View);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (SeesSystem)
        {
            Health = await checks.CheckHealthAsync(cancellationToken);
            Waiting = await db.Outbox.CountAsync(cancellationToken);
            Queues = await CountQueuesAsync(cancellationToken);
        }

        await ReadRecentAsync(cancellationToken);
        if (!SeesProducts)
            return;

        LikesToday = await likes.TodayAsync(HttpContext.Zone(), cancellationToken);
        ProductCount = await db.Products.CountAsync(cancellationToken);
        Chart = await likes.ChartAsync(ChartDays, product: null, HttpContext.Zone(), cancellationToken);
        Top = await likes.TopAsync(TopDays, TopCount, HttpContext.Zone(), cancellationToken);
    }

    /// <summary>What many products had done to them at once is one action.</summary>
    private async Task ReadRecentAsync(CancellationToken cancellationToken)
    {
        if (!User.Can(Permissions.Changes.View))
            return;

        var filter = ChangeFilter.Recent(User, OnlyMine);
        var page = await new ChangeReader(db).ReadAsync(filter, HttpContext.Zone(), RecentCount, cancellationToken);
        Recent = [.. page.Changes.Take(RecentCount)];
        Links = await SubjectLinks.FindAsync(db, Url, User, Recent, cancellationToken);
    }

    private async Task<IReadOnlyList<QueueState>?> CountQueuesAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(BrokerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await Task.WhenAll(
                ((string[])[Topology.AdminQueue, Topology.MainQueue]).Select(async queue => new QueueState(
                    queue,
                    await depth.WaitingAsync(queue, either.Token),
                    await depth.WaitingAsync(Topology.DeadQueue(queue), either.Token)
                ))
            );
        }
        catch (Exception exception)
            when (exception is BrokerUnavailableException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            return null;
        }
    }

    internal sealed record QueueState(string Name, long Waiting, long Dead);
}
