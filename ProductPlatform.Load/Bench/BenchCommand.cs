using System.CommandLine;
using System.CommandLine.Parsing;
using ProductPlatform.Load.Bench.Measuring;
using ProductPlatform.Load.Bench.Results;

namespace ProductPlatform.Load.Bench;

/// <summary>The subcommand behind bench/run.</summary>
internal static class BenchCommand
{
    private const string LogLevelVariable = "Logging__LogLevel__Default";

    internal static Command Create()
    {
        var quick = new Option<bool>("--quick") { Description = "Small data and short rounds: shows that the harness works." };
        var only = new Option<string>("--only")
        {
            Description = "Only the workloads with this text in their names.",
            DefaultValueFactory = _ => "",
        };
        var seconds = new Option<double?>("--seconds") { Description = "How long a round lasts: 5, or 1 when it is quick." };
        var rounds = new Option<int?>("--rounds")
        {
            Description = "How often platform and limit are loaded in turn: 3, or 1 when it is quick.",
        };
        var programs = new Option<string?>("--programs")
        {
            Description = "The folder of the published services; without it, those built with this program run.",
        };
        var results = new Option<string>("--results") { Description = "Where the tables are written.", Required = true };
        var command = new Command("bench", "Loads the four services and, beside each workload, its limit; writes the figures as tables.")
        {
            quick,
            only,
            seconds,
            rounds,
            programs,
            results,
        };
        command.SetAction(
            async (parse, cancellationToken) =>
            {
                var isQuick = parse.GetValue(quick);
                var options = new BenchOptions(
                    isQuick,
                    TimeSpan.FromSeconds(parse.GetValue(seconds) ?? (isQuick ? 1 : 5)),
                    parse.GetValue(rounds) ?? (isQuick ? 1 : 3)
                )
                {
                    Only = parse.GetValue(only)!,
                    Programs = parse.GetValue(programs) is { } folder ? Path.GetFullPath(folder) : null,
                    OnProgress = step => Console.WriteLine($"{DateTime.Now:HH:mm:ss} {step}"),
                };
                return await RunAsync(
                    options,
                    CommandLine(parse, quick, only, seconds, rounds),
                    parse.GetRequiredValue(results),
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(BenchOptions options, string command, string results, CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(LogLevelVariable) is null)
            Environment.SetEnvironmentVariable(LogLevelVariable, "None");
        var run = await BenchRun.RunAsync(options, command, cancellationToken);
        var file = await ResultFiles.WriteAsync(run, results);
        Console.WriteLine(await File.ReadAllTextAsync(file, cancellationToken));
        Console.WriteLine($"Written to {file}");
        return run.Rows.Any(row => row.Error is not null) ? 1 : 0;
    }

    /// <summary>As a person gives it to bench/run, which adds the rest.</summary>
    private static string CommandLine(ParseResult parse, params Option[] options) =>
        string.Join(
            ' ',
            options
                .Select(option => parse.GetResult(option))
                .OfType<OptionResult>()
                .Where(result => !result.Implicit)
                .Select(result =>
                    $"{result.IdentifierToken} {string.Join(' ', result.Tokens.Select(token => Quote(token.Value)))}".TrimEnd()
                )
                .Prepend("bench/run")
        );

    private static string Quote(string text) => text.Contains(' ', StringComparison.Ordinal) ? $"'{text}'" : text;
}
