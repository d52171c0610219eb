using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Observability;

/// <summary>The files of deploy/observability by themselves.</summary>
public sealed partial class RuleTests
{
    private static readonly string Rules = Path.Combine(WatchedFleet.Folder, "prometheus", "rules", "platform.yml");

    [Fact]
    public Task Prometheus_accepts_the_configuration() =>
        PromtoolAsync("check", "config", Path.Combine(WatchedFleet.Folder, "prometheus", "prometheus.yml"));

    [Fact]
    public Task Each_alert_is_raised_when_it_should_be_and_only_then() =>
        PromtoolAsync("test", "rules", Path.Combine(WatchedFleet.Folder, "prometheus", "tests", "platform.yml"));

    [Fact]
    public async Task Each_alert_has_a_test_of_when_it_is_raised()
    {
        var tests = await File.ReadAllTextAsync(Path.Combine(WatchedFleet.Folder, "prometheus", "tests", "platform.yml"));

        Assert.All(await AlertsAsync(), alert => Assert.Matches($@"alertname: {alert.Name}\s+exp_alerts:\s+- exp_labels", tests));
    }

    [Fact]
    public async Task Each_alert_leads_to_its_section_of_the_runbook()
    {
        var runbook = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "runbook.md"));
        var alerts = await AlertsAsync();

        Assert.All(alerts, alert => Assert.Equal($"docs/runbook.md#{alert.Name.ToLowerInvariant()}", alert.Runbook));
        Assert.Equal(alerts.Select(alert => alert.Name), Section().Matches(runbook).Select(section => section.Groups[1].Value));
    }

    [Fact]
    public async Task The_dashboards_are_those_that_the_program_writes()
    {
        var written = Directory.CreateTempSubdirectory("productplatform-dashboards-").FullName;
        try
        {
            await Cli.Wrap("dotnet")
                .WithArguments(["run", Path.Combine(WatchedFleet.Folder, "dashboards.cs"), written])
                .WithWorkingDirectory(Repository.Root)
                // The coverage collector is for this process alone.
                .WithEnvironmentVariables(
                    new Dictionary<string, string?> { ["DOTNET_STARTUP_HOOKS"] = null, ["CORECLR_ENABLE_PROFILING"] = null }
                )
                .ExecuteBufferedAsync();

            Assert.Equal(await ReadAsync(written), await ReadAsync(Path.Combine(WatchedFleet.Folder, "grafana", "dashboards")));
        }
        finally
        {
            Directory.Delete(written, recursive: true);
        }
    }

    private static async Task<IReadOnlyDictionary<string, string>> ReadAsync(string folder)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(folder))
            texts[Path.GetFileName(file)] = await File.ReadAllTextAsync(file);
        Assert.NotEmpty(texts);
        return texts;
    }

    private static async Task<IReadOnlyList<(string Name, string Runbook)>> AlertsAsync()
    {
        var alerts = Alert()
            .Matches(await File.ReadAllTextAsync(Rules))
            .Select(alert => (alert.Groups[1].Value, alert.Groups[2].Value))
            .ToList();
        Assert.NotEmpty(alerts);
        return alerts;
    }

    private static async Task PromtoolAsync(params string[] arguments)
    {
        var result = await Cli.Wrap("promtool")
            .WithArguments(arguments)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        Assert.True(result.ExitCode == 0, result.StandardOutput + result.StandardError);
    }

    [GeneratedRegex(@"- alert: (\w+)(?:(?!- alert:)[\s\S])*?runbook_url: (\S+)")]
    private static partial Regex Alert();

    [GeneratedRegex(@"^## (Platform\w+)$", RegexOptions.Multiline)]
    private static partial Regex Section();
}
