using System.Globalization;
using ProductPlatform.Load.Bench.Clients;
using ProductPlatform.Load.Bench.Measuring;
using ProductPlatform.Load.Bench.Platforms;

namespace ProductPlatform.Load.Bench.Workloads;

/// <summary>The dashboard's list of products, as its staff see it.</summary>
internal static class DashboardWorkloads
{
    private const string UserName = "bench-staff";

    internal static IEnumerable<Workload> For(BenchOptions options)
    {
        var size = options.LargeCatalogue.ToString("N0", CultureInfo.InvariantCulture);
        return
        [
            Page("list", size, _ => "/admin/products"),
            Page("search", size, products => $"/admin/products?q={products / 2}"),
            Page("sort", size, _ => "/admin/products?sort=title"),
        ];
    }

    private static Workload Page(string what, string size, Func<int, string> path) =>
        new(
            $"Dashboard, {what} of {size} products, p99",
            Goal.UpTo(300, "ms"),
            "none",
            async host =>
            {
                var platform = await host.UseAsync(host.Options.LargeCatalogue);
                return await LargeCatalogueWorkloads.LatencyAsync(
                    host,
                    platform,
                    new Wrk(platform.AdminApi.Address, new WrkRequest(path(platform.Products)))
                    {
                        Headers = new Dictionary<string, string> { ["Cookie"] = await SignInAsync(platform) },
                    }
                );
            }
        );

    private static async Task<string> SignInAsync(Platform platform)
    {
        var name = $"{UserName}-{Guid.NewGuid():n}";
        await Staff.AddAsync(platform.Scenario, name);
        return await Staff.SignInAsync(platform.AdminApi.Address, name);
    }
}
