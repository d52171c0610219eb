using System.Globalization;
using System.Text;
using ProductPlatform.Load.Bench.Measuring;

namespace ProductPlatform.Load.Bench.Results;

/// <summary>A run as tables for people.</summary>
internal static class Markdown
{
    internal static string Write(Run run)
    {
        var machine = run.Machine;
        var text = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"# Measured on {run.At:yyyy-MM-dd}")
            .AppendLine()
            .AppendLine(
                CultureInfo.InvariantCulture,
                $"`{run.Command}`: {run.Options.Rounds} × {run.Options.Round.TotalSeconds:0.#} s of the platform and of its limit in turn, {BenchOptions.Connections} connections; commit {machine.Commit}, {run.Took.TotalMinutes:0.0} minutes."
            )
            .AppendLine()
            .AppendLine(
                CultureInfo.InvariantCulture,
                $"{machine.Processors} × {machine.Processor}, {machine.MemoryGiB:0.0} GiB; {machine.OperatingSystem}; {machine.DotNet}; database {machine.Database}; {machine.Broker}; {machine.Load}."
            );
        if (run.Options.Quick)
            text.AppendLine().AppendLine("**A quick run: it shows that the harness works. Its figures say nothing about the platform.**");

        Section(text, "Throughput and latency");
        Line(
            text,
            "workload",
            "operations/s",
            "p50 ms",
            "p99 ms",
            "fixed rate: p50 / p99 ms",
            "limit",
            "limit/s",
            "result",
            "goal",
            "met",
            "load's share"
        );
        Line(text, "---", "---:", "---:", "---:", "---:", "---", "---:", "---:", "---:", "---", "---:");
        foreach (var row in run.Rows)
            Figures(text, row);

        Section(text, "Processor time for 1,000 operations, s");
        Processes(text, run, "limit", measured => measured.Cpu, measured => measured.LimitCpu, "0.000");
        Section(text, "Most resident memory under the load, MiB");
        Processes(text, run, null, measured => measured.PeakMemory, _ => null, "0");

        var notes = run.Rows.Where(row => row.Error is not null || row.Measured!.Notes.Count > 0).ToList();
        if (notes.Count > 0)
        {
            Section(text, "Notes");
            foreach (var row in notes)
                text.AppendLine($"- {row.Name}: {row.Error ?? string.Join("; ", row.Measured!.Notes)}.");
        }

        return text.ToString();
    }

    private static void Section(StringBuilder text, string title) =>
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {title}").AppendLine();

    private static void Figures(StringBuilder text, Row row)
    {
        if (row.Measured is not { } measured)
        {
            Line(text, row.Name, "", "", "", "", row.Limit, "", "**failed**", $"{row.Goal}", "no", "");
            return;
        }

        Line(
            text,
            row.Name,
            Range(measured.Throughput, "N0"),
            Range(measured.P50, "0.0"),
            Range(measured.P99, "0.0"),
            measured.OpenLoop is { } open
                ? string.Create(CultureInfo.InvariantCulture, $"{open.Latency.P50:0.0} / {open.Latency.P99:0.0} at {open.Rate:N0}/s")
                : "",
            row.Limit,
            Range(measured.LimitThroughput, "N0"),
            row.Goal.Describe(measured.Figure),
            $"{row.Goal}",
            row.IsMet == true ? "yes" : "no",
            measured.LoadShare is { } share ? share.ToString("P0", CultureInfo.InvariantCulture) : ""
        );
    }

    private static void Processes(
        StringBuilder text,
        Run run,
        string? last,
        Func<Measurement, IReadOnlyDictionary<string, double>> figures,
        Func<Measurement, double?> lastFigure,
        string format
    )
    {
        var rows = run.Rows.Where(row => row.Measured is { } measured && figures(measured).Count > 0).ToList();
        string[] processes = [.. rows.SelectMany(row => figures(row.Measured!).Keys).Distinct()];
        string[] heads = ["workload", .. processes, .. last is null ? Array.Empty<string>() : [last]];
        Line(text, heads);
        Line(text, [.. heads.Select((_, column) => column == 0 ? "---" : "---:")]);
        foreach (var row in rows)
        {
            IEnumerable<double?> values = processes.Select(process =>
                figures(row.Measured!).TryGetValue(process, out var value) ? value : (double?)null
            );
            if (last is not null)
                values = values.Append(lastFigure(row.Measured!));
            Line(text, [row.Name, .. values.Select(value => value?.ToString(format, CultureInfo.InvariantCulture) ?? "")]);
        }
    }

    /// <summary>The median, and the least and the most when there are more rounds than one.</summary>
    private static string Range(Spread? spread, string format)
    {
        if (spread is null)
            return "";
        var median = spread.Median.ToString(format, CultureInfo.InvariantCulture);
        return spread.Min.Equals(spread.Max)
            ? median
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{median} ({spread.Min.ToString(format, CultureInfo.InvariantCulture)}–{spread.Max.ToString(format, CultureInfo.InvariantCulture)})"
            );
    }

    private static void Line(StringBuilder text, params string[] cells) => text.AppendLine($"| {string.Join(" | ", cells)} |");
}
