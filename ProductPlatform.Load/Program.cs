using System.CommandLine;
using ProductPlatform.Load;
using ProductPlatform.Load.Bench;
using ProductPlatform.Load.Bench.Limits;
using ProductPlatform.Load.Upgrade;

const string LogLevelVariable = "Logging__LogLevel__Default";
var minutes = new Option<double>("--minutes")
{
    Description = "How long load and faults last.",
    DefaultValueFactory = _ => 10,
    Recursive = true,
};
var seed = new Option<int>("--seed")
{
    Description = "Repeats a schedule.",
    DefaultValueFactory = _ => Random.Shared.Next(1, 1_000_000),
    Recursive = true,
};
var clients = new Option<int>("--clients")
{
    Description = "Clients at the same time.",
    DefaultValueFactory = _ => 8,
    Recursive = true,
};
var brief = new Option<bool>("--short")
{
    Description = "The short form of ./test, half a minute at most; the other options do not count.",
    Recursive = true,
};

var root = new RootCommand("Kills, stops, cuts, duplicates, reorders and poisons under load, then counts.")
{
    minutes,
    seed,
    clients,
    brief,
};
root.SetAction(
    (parse, cancellationToken) => RunAsync("Chaos", parse, ChaosOptions.Short, options => ChaosRun.RunAsync(options, cancellationToken))
);

var outage = new Command(
    "outage",
    "Keeps the broker unavailable under load: no request may fail or wait, and all is delivered once it is back."
);
outage.SetAction(
    (parse, cancellationToken) =>
        RunAsync("Unavailable broker", parse, ChaosOptions.ShortOutage, options => OutageRun.RunAsync(options, cancellationToken))
);
root.Add(outage);
root.Add(UpgradeCommand.Create((parse, run) => RunAsync("Upgrade and back", parse, ChaosOptions.ShortOutage, options => run(options))));
root.Add(BenchCommand.Create());
root.Add(LimitCommand.Create());
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(5) });

async Task<int> RunAsync(string what, ParseResult parse, ChaosOptions shortForm, Func<ChaosOptions, Task<(bool Good, string Table)>> run)
{
    // What servers log while they are killed would hide the rest; a level in the environment shows it.
    if (Environment.GetEnvironmentVariable(LogLevelVariable) is null)
        Environment.SetEnvironmentVariable(LogLevelVariable, "None");
    var chosen = parse.GetValue(brief)
        ? shortForm
        : new ChaosOptions(TimeSpan.FromMinutes(parse.GetValue(minutes)), parse.GetValue(seed), parse.GetValue(clients));
    var options = chosen with { OnProgress = step => Console.WriteLine($"{DateTime.Now:HH:mm:ss} {step}") };
    Console.WriteLine(
        $"{what} for {options.Duration.TotalMinutes:0.#} minutes with seed {options.Seed}; Ctrl-C ends it early, and still counts."
    );
    var (good, table) = await run(options);
    Console.WriteLine(table);
    Console.WriteLine(good ? "Good: nothing is lost, double or different." : "NOT GOOD: the table says what is wrong.");
    return good ? 0 : 1;
}
