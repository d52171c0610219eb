using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ProductPlatform.Testing.Servers;

namespace ProductPlatform.Load.Bench.Limits;

/// <summary>The limits as subcommands; each prints what it has done as JSON in its last line.</summary>
internal static class LimitCommand
{
    internal const string Name = "limit";

    private static string Server =>
        Environment.GetEnvironmentVariable(LimitProgram.ServerVariable)
        ?? throw new InvalidOperationException($"{LimitProgram.ServerVariable} names the server.");

    internal static Command Create()
    {
        var port = new Option<int>("--port") { Required = true };
        var answer = new Option<string>("--answer-file") { Required = true };
        var http = new Command("http", "L1: answers the same bytes.") { port, answer };
        http.SetAction(
            (parse, cancellationToken) =>
                HttpLimit.RunAsync(parse.GetRequiredValue(port), parse.GetRequiredValue(answer), cancellationToken)
        );

        var kind = new Option<RowKind>("--kind") { Required = true };
        var warmUp = new Option<double>("--warm-up") { Required = true };
        var seconds = new Option<double>("--seconds") { Required = true };
        var rows = new Command("rows", "L2: writes the same rows.") { kind, warmUp, seconds };
        rows.SetAction(async parse =>
            Print(
                await RowLimit.RunAsync(
                    parse.GetRequiredValue(kind),
                    Server,
                    TimeSpan.FromSeconds(parse.GetRequiredValue(warmUp)),
                    TimeSpan.FromSeconds(parse.GetRequiredValue(seconds))
                )
            )
        );

        var messages = new Option<int>("--messages") { Required = true };
        var queue = new Command("queue", "L3: publishes and consumes.") { messages };
        queue.SetAction(async parse => Print(await QueueLimit.RunAsync(Server, parse.GetRequiredValue(messages))));

        var directory = new Option<string>("--directory") { Required = true };
        var servers = new Command("servers", "Starts the servers alone, on a directory that has their data, and stops them.") { directory };
        servers.SetAction(async parse =>
        {
            await using var pair = await ServerPair.StartAsync(parse.GetRequiredValue(directory));
            await Console.Out.WriteLineAsync(Ready);
        });

        return new Command(Name, "What the platform is measured against.") { Hidden = true, Subcommands = { http, rows, queue, servers } };
    }

    /// <summary>What the servers' subcommand prints when both answer.</summary>
    internal const string Ready = "The servers answer.";

    /// <summary>A number of seconds as an argument.</summary>
    internal static string Seconds(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    private static void Print<T>(T result) => Console.WriteLine(JsonSerializer.Serialize(result));
}
