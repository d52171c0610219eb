using System.Text.Json;
using Main.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;
using ProductPlatform.Database.Changes;
using ProductPlatform.Testing.Servers;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.MainApi;

/// <summary>A list longer than sockets buffer, and more slow readers of it than there are database connections.</summary>
[Collection(MainApiTests.Name)]
public sealed class SlowReaderTests(MainApiFixture main)
{
    // More than are kept as one copy.
    private const int Products = 20_001;

    [Fact]
    public async Task Clients_that_stop_reading_do_not_block_others()
    {
        var servers = await ServerPair.SharedAsync();
        var database = $"{await servers.CreateDatabaseAsync()};Maximum Pool Size=10;Connection Timeout=3";
        await using var app = MainApp.Start(database, await servers.CreateVirtualHostAsync(), main.Admin.Address);
        using var http = app.NewClient();
        await FillAsync(app);

        var (readers, answers) = await SlowReaders.StartAsync(http.BaseAddress!, "/flask/api/products", 40);
        using (readers)
        {
            Assert.All(answers, answer => Assert.Equal("HTTP/1.1 200", answer));
            Assert.Equal(200, (await Answer.GetAsync(http, "GET", "/flask/api/products?limit=1")).Status);
            Assert.Equal(200, (await Answer.GetAsync(http, "POST", "/flask/api/products/1/like")).Status);

            var whole = await Answer.GetAsync(http, "GET", "/flask/api/products");
            var ids = JsonDocument.Parse(whole.Body).RootElement.EnumerateArray().Select(product => product.GetProperty("id").GetInt32());
            Assert.Equal(Enumerable.Range(1, Products), ids);
        }
    }

    /// <summary>The version behind every list is read by one query for all who ask: here it takes as long as the test wants.</summary>
    [Fact]
    public async Task Requests_that_wait_for_the_version_share_a_connection()
    {
        var servers = await ServerPair.SharedAsync();
        var database = $"{await servers.CreateDatabaseAsync()};Maximum Pool Size=10;Connection Timeout=3";
        await using var app = MainApp.Start(database, await servers.CreateVirtualHostAsync(), main.Admin.Address);
        using var http = app.NewClient();
        await FillAsync(app);
        await using var other = new MySqlConnection($"{database};Pooling=False");
        await other.OpenAsync();
        await new MySqlCommand("LOCK TABLES product_changes WRITE", other).ExecuteNonQueryAsync();

        var versions = app.Services.GetRequiredService<VersionReader<MainDbContext>>();
        var reads = Enumerable.Range(0, 40).Select(_ => versions.ReadAsync()).ToList();
        var lists = Enumerable.Range(0, 40).Select(_ => Answer.GetAsync(http, "GET", "/flask/api/products?after=20000")).ToList();
        Assert.Equal(200, (await Answer.GetAsync(http, "GET", "/flask/api/health")).Status);
        Assert.DoesNotContain(reads, read => read.IsCompleted);

        await new MySqlCommand("UNLOCK TABLES", other).ExecuteNonQueryAsync();
        // The first query, and the one that all others waited for.
        Assert.InRange(reads.Distinct().Count(), 1, 2);
        await Task.WhenAll(reads);
        Assert.All(await Task.WhenAll(lists), list => Assert.Equal(200, list.Status));
    }

    private static async Task FillAsync(MainApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MainDbContext>();
        await db.Database.MigrateAsync();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO product (id, title, image, version)
            SELECT number, REPEAT('t', 200), REPEAT('i', 200), 1
            FROM JSON_TABLE({JsonSerializer.Serialize(Enumerable.Range(1, Products))}, '$[*]' COLUMNS (number INT PATH '$')) AS numbers
            """
        );
    }
}
