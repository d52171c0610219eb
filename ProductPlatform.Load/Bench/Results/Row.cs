using ProductPlatform.Load.Bench.Measuring;

namespace ProductPlatform.Load.Bench.Results;

/// <summary>A workload and what came of it.</summary>
/// <param name="Measured">Null when it failed.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record Row(string Name, Goal Goal, string Limit, Measurement? Measured, string? Error)
{
    /// <summary>Null when there is no figure.</summary>
    public bool? IsMet => Measured is null ? null : Goal.IsMet(Measured.Figure);
}

/// <summary>A whole run.</summary>
internal sealed record Run(
    DateTimeOffset At,
    string Command,
    TimeSpan Took,
    BenchOptions Options,
    Machine Machine,
    IReadOnlyList<Row> Rows
);
