using ProductPlatform.Load.Bench.Measuring;
using ProductPlatform.Load.Bench.Platforms;

namespace ProductPlatform.Load.Bench.Workloads;

/// <summary>One row of the table.</summary>
/// <param name="Limit">What it is measured against.</param>
internal sealed record Workload(string Name, Goal Goal, string Limit, Func<PlatformHost, Task<Measurement>> RunAsync);
