using System.Globalization;

namespace ProductPlatform.Load.Bench.Measuring;

/// <summary>What a workload's figure is held against.</summary>
/// <param name="Bound">The least or the most that is good.</param>
/// <param name="Unit">Of the figure: "× limit", "ms", "MiB".</param>
/// <param name="AtMost">Whether lower is better.</param>
internal sealed record Goal(double Bound, string Unit, bool AtMost)
{
    private const string OfLimit = "× limit";

    /// <summary>At least so much of the limit's throughput.</summary>
    internal static Goal Share(double share) => new(share, OfLimit, AtMost: false);

    /// <summary>At most so many times what the limit takes.</summary>
    internal static Goal Times(double times) => new(times, OfLimit, AtMost: true);

    internal static Goal UpTo(double bound, string unit) => new(bound, unit, AtMost: true);

    internal bool IsMet(double figure) => AtMost ? figure <= Bound : figure >= Bound;

    internal string Describe(double figure) => string.Create(CultureInfo.InvariantCulture, $"{Round(figure)} {Unit}");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(AtMost ? "≤" : "≥")} {Bound:0.##} {Unit}");

    private static string Round(double figure) =>
        figure.ToString(
            figure switch
            {
                >= 100 => "0",
                >= 10 => "0.0",
                _ => "0.00",
            },
            CultureInfo.InvariantCulture
        );
}
