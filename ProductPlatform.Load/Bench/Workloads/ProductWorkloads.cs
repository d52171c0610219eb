using ProductPlatform.Load.Bench.Clients;
using ProductPlatform.Load.Bench.Limits;
using ProductPlatform.Load.Bench.Measuring;
using ProductPlatform.Load.Bench.Platforms;

namespace ProductPlatform.Load.Bench.Workloads;

/// <summary>Products that are created through the API.</summary>
internal static class ProductWorkloads
{
    internal static IEnumerable<Workload> All =>
        [new($"POST {ListWorkloads.AdminList}", Goal.Share(1.0), LikeWorkloads.Limit, CreateAsync)];

    private static async Task<Measurement> CreateAsync(PlatformHost host)
    {
        var platform = await host.UseAsync(ListWorkloads.Small);
        var create = new WrkRequest(ListWorkloads.AdminList, "POST", $$"""{"title":"A new product","image":"{{BulkRows.Image}}"}""");
        var service = new Wrk(platform.AdminApi.Address, create)
        {
            Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" },
        };
        return await new Comparison(host.Options, platform.NewMeter()) { Settle = platform.SettleAsync }.RunAsync(
            service.RunAsync,
            time => host.WriteRowsAsync(RowKind.Product, time)
        );
    }
}
