using System.Text.Json;
using Admin.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Security;

/// <summary>Lists and exports longer than sockets buffer, and more slow readers of them than there are database connections.</summary>
public sealed class SlowReaderTests : IAsyncLifetime
{
    // More than are kept as one copy.
    private const int Products = 20_001;
    private readonly DashboardFixture _dashboard = new();

    public async Task InitializeAsync()
    {
        await _dashboard.InitializeAsync();
        await _dashboard.WithAsync(services =>
            services
                .GetRequiredService<AdminDbContext>()
                .Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO product (id, title, image, likes, initial_likes, version, created_at, updated_at)
                    SELECT number, REPEAT('t', 200), REPEAT('i', 200), number % 7, 0, 1, '2026-01-01', '2026-01-01'
                    FROM JSON_TABLE({JsonSerializer.Serialize(
                        Enumerable.Range(1, Products)
                    )}, '$[*]' COLUMNS (number INT PATH '$')) AS numbers
                    """
                )
        );
    }

    public Task DisposeAsync() => _dashboard.DisposeAsync();

    [Theory]
    [InlineData("/api/products")]
    [InlineData("/admin/products/export?format=csv")]
    [InlineData("/admin/products/export?format=json&sort=-likes")]
    public async Task Clients_that_stop_reading_do_not_block_others(string path)
    {
        using var visitor = await _dashboard.VisitAsync("products.view");
        await using var app = _dashboard.Start(
            ("ConnectionStrings:admindb", $"{_dashboard.Database};Maximum Pool Size=10;Connection Timeout=3")
        );
        using var http = app.NewClient();

        var (readers, answers) = await SlowReaders.StartAsync(http.BaseAddress!, path, 40, visitor.CookieHeader);
        using (readers)
        {
            Assert.All(answers, answer => Assert.Equal("HTTP/1.1 200", answer));
            Assert.Equal(200, (await Answer.GetAsync(http, "GET", "/api/products?limit=1")).Status);
        }
    }

    [Fact]
    public async Task A_sorted_export_has_every_product_once()
    {
        using var visitor = await _dashboard.VisitAsync("products.view");

        var rows = JsonDocument
            .Parse(await visitor.ReadAsync("/admin/products/export?format=json&sort=-likes"))
            .RootElement.EnumerateArray()
            .Select(product => (Id: product.GetProperty("id").GetInt32(), Likes: product.GetProperty("likes").GetInt32()))
            .ToList();

        Assert.Equal(
            Enumerable.Range(1, Products).Select(id => (Id: id, Likes: id % 7)).OrderByDescending(row => row.Likes).ThenBy(row => row.Id),
            rows
        );
    }
}
