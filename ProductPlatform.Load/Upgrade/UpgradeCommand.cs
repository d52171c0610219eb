using System.CommandLine;

namespace ProductPlatform.Load.Upgrade;

/// <summary><c>upgrade</c>: what ./test upgrade runs, when the last release is built.</summary>
internal static class UpgradeCommand
{
    /// <param name="run">Runs it with the options that all commands have, and prints the table.</param>
    internal static Command Create(Func<ParseResult, Func<ChaosOptions, Task<(bool Good, string Table)>>, Task<int>> run)
    {
        var release = new Option<string>("--from")
        {
            Description = "The folder of the last release's sources, its four services built (Debug).",
            Required = true,
        };
        var command = new Command("upgrade", "Upgrades from the last release and goes back, both versions side by side, under load.")
        {
            release,
        };
        command.SetAction(
            (parse, cancellationToken) =>
                run(parse, options => UpgradeRun.RunAsync(options, Path.GetFullPath(parse.GetValue(release)!), cancellationToken))
        );
        return command;
    }
}
