using System.Diagnostics.Metrics;
using Main.Data;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Database;

namespace Main.Worker;

/// <summary>The gauge <c>likes.stored</c>, to be compared with Admin's <c>likes.total</c>. Every replica reports the same table.</summary>
internal sealed class LikeTotals : BackgroundService
{
    // Counting reads an index from end to end: more seldom than Admin, which adds up one number for each product.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private long _stored;

    public LikeTotals(IServiceScopeFactory scopes, TimeProvider time, IMeterFactory meters)
    {
        (_scopes, _time) = (scopes, time);
        meters
            .Create("ProductPlatform.Likes")
            .CreateObservableGauge(
                "likes.stored",
                () => Volatile.Read(ref _stored),
                "{like}",
                "Likes stored for all products that are there."
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
                var db = scope.ServiceProvider.GetRequiredService<MainDbContext>();
                var products = db.Products.Where(product => product.DeletedAt == null);
                Volatile.Write(
                    ref _stored,
                    await db.Likes.LongCountAsync(like => products.Any(product => product.Id == like.ProductId), stoppingToken)
                );
            }
            catch (Exception exception) when (DatabaseFailure.Is(exception))
            {
                // The last figure stands; health reports that the database is unavailable.
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
