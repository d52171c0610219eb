using System.CommandLine;
using ProductPlatform.Tests.Chaos;

// The test runner does not come this way; ./chaos does.
const string LogLevelVariable = "Logging__LogLevel__Default";
var minutes = new Option<double>("--minutes") { Description = "How long load and faults last.", DefaultValueFactory = _ => 10, Recursive = true };
var seed = new Option<int>("--seed") { Description = "Repeats a schedule.", DefaultValueFactory = _ => Random.Shared.Next(1, 1_000_000), Recursive = true };
var clients = new Option<int>("--clients") { Description = "Clients at the same time.", DefaultValueFactory = _ => 8, Recursive = true };

var root = new RootCommand("Kills, stops, cuts, duplicates, reorders and poisons under load, then counts.") { minutes, seed, clients };
root.SetAction((parse, cancellationToken) => RunAsync("Chaos", parse, options => ChaosRun.RunAsync(options, cancellationToken)));

var outage = new Command("outage", "Keeps the broker away under load: no request may fail or wait, and all is delivered once it is back.");
outage.SetAction((parse, cancellationToken) => RunAsync("A broker that is away", parse, options => OutageRun.RunAsync(options, cancellationToken)));
root.Add(outage);
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(5) });

async Task<int> RunAsync(string what, ParseResult parse, Func<ChaosOptions, Task<(bool Good, string Table)>> run)
{
    // What servers say while they are killed would bury the rest; whoever wants to read it sets a level.
    if (Environment.GetEnvironmentVariable(LogLevelVariable) is null)
        Environment.SetEnvironmentVariable(LogLevelVariable, "None");
    var options = new ChaosOptions(TimeSpan.FromMinutes(parse.GetValue(minutes)), parse.GetValue(seed), parse.GetValue(clients))
    {
        OnProgress = what => Console.WriteLine($"{DateTime.Now:HH:mm:ss} {what}"),
    };
    Console.WriteLine($"{what} for {options.Duration.TotalMinutes:0.#} minutes with seed {options.Seed}; Ctrl-C ends it early, and still counts.");
    var (good, table) = await run(options);
    Console.WriteLine(table);
    Console.WriteLine(good ? "Good: nothing is lost, double or different." : "NOT GOOD: the table says what is wrong.");
    return good ? 0 : 1;
}
