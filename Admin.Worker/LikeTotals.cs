using System.Diagnostics.Metrics;
using Admin.Data;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Database;

namespace Admin.Worker;

/// <summary>The gauge <c>likes.total</c>. Every replica reports the same table: take the largest, do not add them up.</summary>
internal sealed class LikeTotals : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private long _total;

    public LikeTotals(IServiceScopeFactory scopes, TimeProvider time, IMeterFactory meters)
    {
        (_scopes, _time) = (scopes, time);
        meters
            .Create("ProductPlatform.Likes")
            .CreateObservableGauge(
                "likes.total",
                () => Volatile.Read(ref _total),
                "{like}",
                "Likes counted for all products that are there, starting counts left out."
            );
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        do
        {
            try
            {
                await using var scope = _scopes.CreateAsyncScope();
                var products = scope.ServiceProvider.GetRequiredService<AdminDbContext>().Products;
                Volatile.Write(ref _total, await products.SumAsync(product => (long)(product.Likes - product.InitialLikes), stoppingToken));
            }
            catch (Exception exception) when (DatabaseFailure.Is(exception))
            {
                // The last figure stands; health reports that the database is unavailable.
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
