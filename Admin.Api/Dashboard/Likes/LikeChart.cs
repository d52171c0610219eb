namespace Admin.Api.Dashboard.Likes;

internal sealed record LikeBar(DateTime Begin, long Likes);

internal sealed record LikeChart(IReadOnlyList<LikeBar> Bars, bool Hourly)
{
    internal const int Width = 720;
    internal const int Height = 200;
    internal const int Left = 44;
    internal const int Bottom = 24;
    private const int Top = 10;
    private const int LabelsAtMost = 8;

    internal long Total => Bars.Sum(bar => bar.Likes);

    /// <summary>The top of the scale: the next round number above the highest bar.</summary>
    internal long Scale { get; } = Round(Bars.Count == 0 ? 0 : Bars.Max(bar => bar.Likes));

    internal IEnumerable<long> Lines => Scale % 4 == 0 ? [0, Scale / 4, Scale / 2, Scale * 3 / 4, Scale] : [0, Scale / 2, Scale];

    internal double Step => (double)(Width - Left) / Bars.Count;

    internal double X(int index) => Left + index * Step + Step * 0.14;

    internal double BarWidth => Step * 0.72;

    internal double Y(long likes) => Top + (Height - Top - Bottom) * (1 - (double)likes / Scale);

    internal bool HasLabel(int index) => (Bars.Count - 1 - index) % LabelStep == 0;

    /// <summary>Labels that are left where the chart is narrow: every second one.</summary>
    internal bool HasFewLabel(int index) => (Bars.Count - 1 - index) % (2 * LabelStep) == 0;

    private int LabelStep => Math.Max(1, (Bars.Count + LabelsAtMost - 1) / LabelsAtMost);

    internal string Short(LikeBar bar) => bar.Begin.ToString(Hourly ? "t" : "M", CultureInfo.CurrentCulture);

    internal string Long(LikeBar bar) =>
        Hourly
            ? Times.Moment(bar.Begin, CultureInfo.CurrentCulture)
            : $"{bar.Begin.ToString("ddd", CultureInfo.CurrentCulture)} {Times.Date(bar.Begin)}";

    internal static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static long Round(long highest)
    {
        long[] steps = [4, 8, 12, 20, 40, 60, 80, 100];
        for (long factor = 1; ; factor *= 10)
        {
            if (steps.Select(step => step * factor).FirstOrDefault(step => step >= highest) is var found and > 0)
                return found;
        }
    }
}
