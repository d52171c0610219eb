using ProductPlatform.Load.Bench.Clients;
using ProductPlatform.Load.Bench.Measuring;
using ProductPlatform.Load.Bench.Platforms;

namespace ProductPlatform.Load.Bench.Workloads;

/// <summary>What the services are resident with when the load is over.</summary>
internal static class MemoryWorkload
{
    internal static IEnumerable<Workload> All =>
        [new("Resident memory after the load, the largest service", Goal.UpTo(120, "MiB"), "none", RunAsync)];

    private static async Task<Measurement> RunAsync(PlatformHost host)
    {
        var platform = await host.UseAsync(ListWorkloads.Small);
        // By itself this row would otherwise measure services that have done nothing.
        foreach (var path in (string[])[ListWorkloads.MainList, ListWorkloads.AdminList])
            await new Wrk(platform.Api(path).Address, new WrkRequest(path)).RunAsync(host.Options.Round);
        await LikeWorkloads.OverMany(platform).RunAsync(host.Options.Round);
        await platform.SettleAsync();
        var resident = platform.Services.ToDictionary(service => service.Key, service => ProcessUsage.ResidentMiB(service.Value));
        return new Measurement
        {
            Figure = resident.Values.Max(),
            PeakMemory = resident,
            Notes = ["memory is what is resident, not the peak"],
        };
    }
}
