using System.CommandLine;
using ProductPlatform.Tests.Chaos;

// The test runner does not come this way; ./chaos does.
var minutes = new Option<double>("--minutes") { Description = "How long load and faults last.", DefaultValueFactory = _ => 10 };
var seed = new Option<int>("--seed") { Description = "Repeats a schedule.", DefaultValueFactory = _ => Random.Shared.Next(1, 1_000_000) };
var clients = new Option<int>("--clients") { Description = "Clients at the same time.", DefaultValueFactory = _ => 8 };
var root = new RootCommand("Kills, stops, cuts, duplicates, reorders and poisons under load, then counts.") { minutes, seed, clients };
root.SetAction(async (parse, cancellationToken) =>
{
    var options = new ChaosOptions(
        TimeSpan.FromMinutes(parse.GetValue(minutes)), parse.GetValue(seed), parse.GetValue(clients), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(20));
    Console.WriteLine($"Chaos for {options.Duration.TotalMinutes:0.#} minutes with seed {options.Seed}; Ctrl-C ends it early, and still counts.");
    var (verdict, table) = await ChaosRun.RunAsync(options, cancellationToken);
    Console.WriteLine(table);
    Console.WriteLine(verdict.Good ? "Nothing is lost, double or different." : "NOT GOOD: something is lost, double or different.");
    return verdict.Good ? 0 : 1;
});
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(5) });
