using Admin.Data.Products;
using CliWrap.Buffered;
using Main.Data.Likes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Interop;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Import;

/// <summary>The steps of docs/moving-in.md. pika is Flask's consumer and Flask's producer, for as long as they are there.</summary>
public sealed class MoveTests : IAsyncLifetime
{
    private const int Mug = 8;

    /// <summary>What the pair's queues need.</summary>
    private static readonly (string Key, string Value)[] Shared =
    [
        ("Messaging:LegacyContentType", "true"),
        ("Messaging:QueueType", "Classic"),
        ("Messaging:Durable", "false"),
    ];

    private Scenario _scenario = null!;
    private PythonPair _pair = null!;

    public async Task InitializeAsync() => (_scenario, _pair) = (await Scenario.CreateAsync(), await PythonPair.CreateAsync("mysql"));

    public async Task DisposeAsync()
    {
        await _scenario.DisposeAsync();
        await _pair.DisposeAsync();
    }

    [Fact]
    public async Task Each_process_of_the_pair_is_replaced_while_the_others_run()
    {
        // Django has stopped; Flask goes on, and what it announces waits.
        await FlaskLikesAsync(2, Mug);
        Assert.Equal(2, (await RunAsync("Admin.Worker", "import")).ExitCode);
        var adminApi = await _scenario.StartAdminApiAsync(Shared);
        var adminWorker = await _scenario.StartAdminWorkerAsync(Shared);
        var vase = await ChangeAsync(adminApi, store => store.CreateAsync("Vase", "vase.png", 0, "test", CancellationToken.None));
        Assert.Equal(
            $$$"""{"event": "product_created", "body": {"id": {{{vase.Id}}}, "title": "Vase", "image": "vase.png", "likes": 0}}""",
            (await PythonProcess.DeclareAndConsumeAsync(_scenario.Broker, "main", 3))[^1]
        );
        await FlaskLikesAsync(1, vase.Id);
        // Twice at once, which Flask lets through.
        await FlaskLikesAsync(2, vase.Id);
        await FlaskLikesAsync(2, vase.Id);
        await LikesAreAsync(vase.Id, 3);

        // Flask's consumer has stopped.
        await ChangeAsync(adminApi, store => store.UpdateAsync(vase.Id, "Tall vase", "vase.png", null, "test", CancellationToken.None));
        await using var mainWorker = FullPlatform.BuildMainWorker(_scenario, Shared);
        await mainWorker.StartAsync();
        var mainUrl = mainWorker.Urls.First();
        var resync = await RunAsync("Admin.Worker", "resync", "--main-url", mainUrl);
        Assert.True(resync.ExitCode == 0, resync.StandardOutput + resync.StandardError);
        await Eventually.IsTrueAsync(async () => await TitlesAsync() is ["Lamp", "Tasse “Köln” 😀", "Tall vase"], "Main has the products");

        // Flask's server has stopped.
        Assert.Equal(2, (await RunAsync("Main.Worker", "import")).ExitCode);
        var mainApi = await _scenario.StartMainApiAsync(Shared);
        Assert.Equal(LikeOutcome.AlreadyLiked, await LikeAsync(mainApi, vase.Id, 2));
        Assert.Equal(LikeOutcome.Liked, await LikeAsync(mainApi, vase.Id, 7));
        await LikesAreAsync(vase.Id, 4);
        var repair = await RunAsync("Admin.Worker", "reconcile", "--repair", "--main-url", mainUrl);
        Assert.True(repair.ExitCode == 0, repair.StandardOutput + repair.StandardError);
        // Of two users in Flask and one here; the mug's third like was in Flask's table and in the queue.
        await LikesAreAsync(vase.Id, 3);
        await LikesAreAsync(Mug, 3);

        // All four stop, and the queues are declared again as this platform's own.
        foreach (var process in new IHost[] { adminApi, adminWorker, mainWorker, mainApi })
            await process.StopAsync();
        await DeleteQueuesAsync();
        await using var platform = await FullPlatform.StartAsync(_scenario, _ => Task.CompletedTask);
        Assert.Equal(LikeOutcome.Liked, await platform.LikeAsync(Mug, 5));
        await LikesAreAsync(Mug, 4);
        await platform.ProductsAgreeAsync();
        foreach (var process in new[] { platform.AdminApi, platform.AdminWorker, platform.MainApi })
        {
            var health = await process.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
            Assert.True(health.Status == HealthStatus.Healthy, string.Join(' ', health.Entries.Select(entry => entry.Value.Description)));
        }
    }

    private async Task FlaskLikesAsync(int user, int product)
    {
        await _pair.LikeInFlaskAsync(user, product);
        await PythonProcess.DeclareAndProduceAsync(_scenario.Broker, PythonProcess.Message("admin", "product_liked", product));
    }

    private async Task DeleteQueuesAsync()
    {
        await using var channel = await _scenario.OpenChannelAsync();
        foreach (var queue in new[] { "main", "admin" })
            await channel.QueueDeleteAsync(queue, ifUnused: true, ifEmpty: true);
    }

    private Task LikesAreAsync(int product, ulong likes) =>
        Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _scenario.OpenAdmin();
                return (await db.Products.SingleAsync(row => row.Id == product)).Likes == likes;
            },
            $"product {product} has {likes} likes"
        );

    private async Task<List<string>> TitlesAsync()
    {
        await using var db = _scenario.OpenMain();
        return await db.Products.OrderBy(product => product.Id).Select(product => product.Title).ToListAsync();
    }

    private static async Task<T> ChangeAsync<T>(IHost adminApi, Func<ProductStore, Task<T>> change)
    {
        await using var scope = adminApi.Services.CreateAsyncScope();
        return await change(scope.ServiceProvider.GetRequiredService<ProductStore>());
    }

    private static async Task<LikeOutcome> LikeAsync(IHost mainApi, int product, int user)
    {
        await using var scope = mainApi.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LikeStore>().LikeAsync(product, user, CancellationToken.None);
    }

    private Task<BufferedCommandResult> RunAsync(string worker, params string[] arguments) =>
        OperatorProcess.RunAsync(
            _scenario.Broker,
            _scenario,
            [
                new("ConnectionStrings__django", _pair.Django),
                new("ConnectionStrings__flask", _pair.Flask),
                .. Shared.Select(setting =>
                    KeyValuePair.Create(setting.Key.Replace(":", "__", StringComparison.Ordinal), (string?)setting.Value)
                ),
            ],
            worker,
            arguments
        );
}
