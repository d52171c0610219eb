namespace ProductPlatform.Load.Bench.Measuring;

/// <summary>The same figure of several rounds.</summary>
internal sealed record Spread(double Median, double Min, double Max)
{
    /// <returns>Null when no round has the figure.</returns>
    internal static Spread? From(IEnumerable<double?> values)
    {
        double[] sorted = [.. values.OfType<double>().Order()];
        return sorted.Length == 0
            ? null
            : new Spread((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }
}
