using Main.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProductPlatform.Messaging;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.Receiving;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;
using RabbitMQ.Client;

namespace ProductPlatform.Tests.Messaging;

public sealed class ShutdownTests : IAsyncLifetime
{
    private const int Count = 30;

    private Scenario _scenario = null!;

    public async Task InitializeAsync() => _scenario = await Scenario.CreateAsync();

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task A_stopping_consumer_finishes_its_batch_and_returns_the_rest()
    {
        var handler = new HeldHandler();
        var worker = await StartAsync(handler);
        await using var channel = await SendAllAsync();
        var inHand = await handler.Entered.Task;

        var stopping = worker.StopAsync();
        handler.Release.SetResult();
        await stopping;

        await using var db = _scenario.OpenMain();
        Assert.Equal(inHand, await db.Products.CountAsync());
        await Eventually.IsTrueAsync(
            async () => await channel.CountAsync("main") == Count - inHand,
            "what was not applied is back in the queue"
        );
    }

    [Fact]
    public async Task A_batch_interrupted_before_its_commit_is_redelivered()
    {
        var handler = new HeldHandler();
        await StartAsync(handler);
        await using var channel = await SendAllAsync();
        await handler.Entered.Task;

        await _scenario.CloseConnectionsAsync("main.worker consumer");
        await handler.CutOff.Task;
        handler.Release.SetResult();
        await Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _scenario.OpenMain();
                return await db.Products.CountAsync() == Count;
            },
            "all are applied"
        );
    }

    private async Task<IHost> StartAsync(HeldHandler handler)
    {
        var worker = await _scenario.StartAsync(
            "Main.Worker",
            builder =>
            {
                builder.AddMainData();
                builder.AddConsumer<MainDbContext, ProductEvent, HeldHandler>("main");
                builder.Services.AddSingleton<IBatchHandler<MainDbContext, ProductEvent>>(handler);
            },
            ("Messaging:BatchSize", "5"),
            ("Messaging:Prefetch", "50")
        );
        await _scenario.DeclareTopologyAsync();
        return worker;
    }

    private async Task<IChannel> SendAllAsync()
    {
        var channel = await _scenario.OpenChannelAsync();
        for (var id = 1; id <= Count; id++)
            await channel.SendAsync("main", "product_created", $$"""{"id":{{id}},"title":"t","image":"i","likes":0}""", $"message {id}");
        return channel;
    }

    private sealed class HeldHandler : IBatchHandler<MainDbContext, ProductEvent>
    {
        internal TaskCompletionSource<int> Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal TaskCompletionSource CutOff { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task HandleAsync(MainDbContext db, IReadOnlyList<ProductEvent> events, CancellationToken cancellationToken)
        {
            Entered.TrySetResult(events.Count);
            try
            {
                await Release.Task.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                CutOff.TrySetResult();
                throw;
            }

            await new Main.Data.Products.ProductProjector(TimeProvider.System).HandleAsync(db, events, cancellationToken);
        }
    }
}
