using Main.Data;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Messaging;
using ProductPlatform.Messaging.Consuming;
using ProductPlatform.Messaging.Contracts;

namespace ProductPlatform.Tests.Messaging;

public sealed class ShutdownTests : IAsyncLifetime
{
    private Scenario _scenario = null!;

    public async Task InitializeAsync() => _scenario = await Scenario.CreateAsync();

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task A_stopping_consumer_finishes_the_batch_in_hand_and_gives_the_rest_back()
    {
        var applier = new HeldApplier();
        var worker = await _scenario.StartAsync("Main.Worker", builder =>
        {
            builder.AddMainData();
            builder.AddConsuming<MainDbContext, HeldApplier>("main", "messaging");
            Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<IEventApplier<MainDbContext>>(builder.Services, applier);
        }, ("Messaging:BatchSize", "5"), ("Messaging:Prefetch", "50"));
        await _scenario.DeclareTopologyAsync();
        await using var channel = await _scenario.OpenChannelAsync();
        for (var id = 1; id <= 30; id++)
            await channel.SendAsync("main", "product_created", $$"""{"id":{{id}},"title":"t","image":"i","likes":0}""", $"message {id}");
        var inHand = await applier.Entered.Task;

        var stopping = worker.StopAsync();
        applier.Release.SetResult();
        await stopping;

        await using var db = _scenario.OpenMain();
        Assert.Equal(inHand, await db.Products.CountAsync());
        await Eventually.IsTrueAsync(async () => await channel.CountAsync("main") == 30 - inHand, "what was not applied is back in the queue");
    }

    private sealed class HeldApplier : IEventApplier<MainDbContext>
    {
        internal TaskCompletionSource<int> Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task ApplyAsync(MainDbContext db, IReadOnlyList<IncomingEvent> events, CancellationToken cancellationToken)
        {
            Entered.TrySetResult(events.Count);
            await Release.Task.WaitAsync(cancellationToken);
            await new Main.Data.Products.ProductProjector(TimeProvider.System).ApplyAsync(db, events, cancellationToken);
        }
    }
}
