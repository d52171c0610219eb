using ProductPlatform.Load.Bench.Measuring;

namespace ProductPlatform.Load.Bench.Workloads;

internal static class AllWorkloads
{
    /// <summary>In an order that starts each platform once, and measures before what leaves the catalogue larger.</summary>
    internal static IReadOnlyList<Workload> For(BenchOptions options) =>
        [
            .. ListWorkloads.OfSmallCatalogue,
            .. ChangingListWorkload.All,
            .. LikeWorkloads.All,
            .. MessageWorkloads.Likes,
            .. SteadyLikeWorkloads.All,
            .. MemoryWorkload.All,
            .. ProductWorkloads.All,
            .. MessageWorkloads.Products,
            .. ListWorkloads.OfMediumCatalogue,
            .. LargeCatalogueWorkloads.For(options),
            .. StreamWorkloads.For(options),
            .. DashboardWorkloads.For(options),
            .. StartWorkload.All,
        ];
}
