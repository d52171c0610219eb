using System.Text.Json.Serialization;

namespace ProductPlatform.Load.Bench.Measuring;

/// <summary>How much is measured.</summary>
/// <param name="Quick">Proves that the harness works: small data, short rounds, no threshold.</param>
/// <param name="Round">How long the platform, and then its limit, is loaded at a time.</param>
/// <param name="Rounds">How often the two are loaded in turn.</param>
internal sealed record BenchOptions(bool Quick, TimeSpan Round, int Rounds)
{
    /// <summary>Connections at once, unless a workload says otherwise.</summary>
    internal const int Connections = 64;

    /// <summary>A part of the names of the workloads that run; all of them when it is empty.</summary>
    public string Only { get; init; } = "";

    /// <summary>The folder with a folder of each service's published program; null for what was built together with this program.</summary>
    [JsonIgnore]
    public string? Programs { get; init; }

    /// <summary>Is told what begins.</summary>
    [JsonIgnore]
    public Action<string> OnProgress { get; init; } = _ => { };

    /// <summary>Before the first round, which compiled code must not share with code that is still being compiled.</summary>
    internal TimeSpan WarmUp => Quick ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(12);

    internal int LargeCatalogue => Quick ? 20_000 : 1_000_000;

    /// <summary>Enough that a user and product picked at random are nearly always a new pair.</summary>
    internal int Users => Quick ? 20_000 : 200_000;

    /// <summary>Messages of one round of consuming.</summary>
    internal int Messages => Quick ? 4_000 : 30_000;

    /// <summary>How long the steady load lasts.</summary>
    internal TimeSpan Steady => Quick ? TimeSpan.FromSeconds(6) : TimeSpan.FromMinutes(1);
}
