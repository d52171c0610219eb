using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Main.Data.Products;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Consistency;

/// <summary>Lists are answered from copies, and are never older than the request, through either replica.</summary>
public sealed class ReplicaTests
{
    private const int Products = 4;
    private const int Changes = 40;

    [Fact]
    public async Task Reads_through_two_replicas_of_Admin_see_every_write_that_was_acknowledged()
    {
        await using var scenario = await Scenario.CreateAsync();
        (string, string)[] settings = [("Api:AnonymousWrites", "true"), ("RateLimits:WritesPerMinute", "0")];
        await using var one = AdminApp.Start(scenario.AdminDatabase, scenario.Broker, settings);
        await using var two = AdminApp.Start(scenario.AdminDatabase, scenario.Broker, settings);
        using var http1 = one.NewClient();
        using var http2 = two.NewClient();
        HttpClient[] replicas = [http1, http2];
        var ids = new int[Products];
        for (var i = 0; i < Products; i++)
        {
            using var created = await http1.PostAsJsonAsync("/api/products", new { title = "0", image = "i" });
            ids[i] = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt32();
        }

        await CheckAsync(
            ids,
            async (id, value, random) =>
            {
                using var changed = await replicas[random.Next(2)]
                    .PutAsJsonAsync($"/api/products/{id}", new { title = value.ToString(CultureInfo.InvariantCulture), image = "i" });
                Assert.Equal(HttpStatusCode.Accepted, changed.StatusCode);
            },
            random => ReadAsync(replicas[random.Next(2)], "/api/products")
        );
    }

    [Fact]
    public async Task Reads_through_two_replicas_of_Main_see_every_event_that_was_applied()
    {
        await using var scenario = await Scenario.CreateAsync();
        var admin = new AdminStub();
        await admin.StartAsync();
        await using var one = MainApp.Start(scenario.MainDatabase, scenario.Broker, admin.Address);
        await using var two = MainApp.Start(scenario.MainDatabase, scenario.Broker, admin.Address);
        using var http1 = one.NewClient();
        using var http2 = two.NewClient();
        HttpClient[] replicas = [http1, http2];

        await CheckAsync(
            [.. Enumerable.Range(1, Products)],
            async (id, value, _) =>
            {
                await using var db = scenario.OpenMain();
                await using var transaction = await db.Database.BeginTransactionAsync();
                var content = new ProductContent(value.ToString(CultureInfo.InvariantCulture), "i");
                await new ProductProjector(TimeProvider.System).HandleAsync(
                    db,
                    [new ProductEvent(id, content, value)],
                    CancellationToken.None
                );
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
            },
            random => ReadAsync(replicas[random.Next(2)], "/flask/api/products")
        );
        await admin.StopAsync();
    }

    /// <summary>One writer for each product and some readers, all at once.</summary>
    private static async Task CheckAsync(
        int[] ids,
        Func<int, int, Random, Task> write,
        Func<Random, Task<IReadOnlyDictionary<int, int>>> read
    )
    {
        var history = new History();
        using var written = new CancellationTokenSource();
        var readers = Enumerable
            .Range(0, 6)
            .Select(async number =>
            {
                var random = new Random(number);
                while (!written.IsCancellationRequested)
                    await history.ReadAsync(() => read(random));
            })
            .ToList();
        await Task.WhenAll(
            ids.Select(async id =>
            {
                var random = new Random(id);
                for (var value = 1; value <= Changes; value++)
                {
                    await history.WriteAsync(id, value, () => write(id, value, random));
                    // Its own write, at once and by whatever replica.
                    await history.ReadAsync(() => read(random));
                }
            })
        );
        await written.CancelAsync();
        await Task.WhenAll(readers);

        Assert.InRange(history.Reads, Products * Changes, int.MaxValue);
        Assert.Empty(history.Violations());
    }

    private static async Task<IReadOnlyDictionary<int, int>> ReadAsync(HttpClient http, string path) =>
        (await http.GetFromJsonAsync<JsonElement>(path))
            .EnumerateArray()
            .ToDictionary(
                product => product.GetProperty("id").GetInt32(),
                product => int.Parse(product.GetProperty("title").GetString()!, CultureInfo.InvariantCulture)
            );
}
