using System.Text.Json;
using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Observability;

/// <summary>What the rules and the dashboards ask, asked of a real Prometheus that reads the real platform.</summary>
public sealed partial class QueryTests(WatchedFleet fleet) : IClassFixture<WatchedFleet>
{
    /// <summary>Those that are only there once something has failed, or is very old.</summary>
    private static readonly string[] Seldom =
    [
        "job:http_errors:ratio5m",
        "messaging_returned_total",
        "messaging_retries_total",
        "retention_deleted_total",
    ];

    /// <summary>Words of PromQL that are no metrics and have no parenthesis behind them.</summary>
    private static readonly string[] Words =
    [
        "and",
        "or",
        "unless",
        "bool",
        "by",
        "without",
        "on",
        "ignoring",
        "group_left",
        "group_right",
    ];

    [Fact]
    public async Task Every_rule_is_evaluated_without_an_error()
    {
        await Eventually.IsTrueAsync(
            async () => (await RulesAsync()).All(rule => rule.GetProperty("health").GetString() != "unknown"),
            "every rule was evaluated"
        );
        Assert.All(await RulesAsync(), rule => Assert.True(rule.GetProperty("health").GetString() == "ok", rule.ToString()));
    }

    [Fact]
    public async Task Every_rule_and_dashboard_asks_for_metrics_that_the_platform_has()
    {
        var rules = (await RulesAsync()).Select(rule => rule.GetProperty("query").GetString()!);
        var asked = rules.Concat(await PanelsAsync()).SelectMany(Metrics).Except(Seldom).ToHashSet();
        Assert.Contains("messaging_outbox_oldest_age_seconds", asked);

        var missing = await Eventually.GetAsync(async () => asked.Except(await NamesAsync()).ToList(), missing => missing.Count == 0);

        Assert.True(missing.Count == 0, $"{string.Join(", ", missing)} of:\n{string.Join('\n', (await NamesAsync()).Order())}");
    }

    [Fact]
    public async Task Every_panel_shows_something()
    {
        var empty = await Eventually.GetAsync(EmptyPanelsAsync, empty => empty.Count == 0);

        Assert.Empty(empty);
    }

    [Fact]
    public async Task The_alert_for_dead_letters_is_raised_by_a_dead_letter()
    {
        var alert = await Eventually.GetAsync(
            () => fleet.QueryAsync("""ALERTS{alertname="PlatformDeadLetters", queue="main.dead"}"""),
            alerts => alerts.GetArrayLength() == 1
        );

        Assert.Equal(1, alert.GetArrayLength());
    }

    [Theory]
    [InlineData("""sum(signin_refused_total{reason="no such account"}) == 1""")]
    [InlineData("""certificate_not_after_seconds{job="admin-api", setting="DataProtection:CertificateFile"} - time() > 29 * 86400""")]
    public async Task What_alerts_watch_is_measured(string expression)
    {
        var found = await Eventually.GetAsync(() => fleet.QueryAsync(expression), samples => samples.GetArrayLength() == 1);

        Assert.Equal(1, found.GetArrayLength());
    }

    /// <summary>Here, as the platform is one of Production here.</summary>
    [Fact]
    public async Task The_smoke_test_of_a_deployment_accepts_the_platform_and_no_other()
    {
        var (shop, admin) = fleet.Addresses;

        var platform = await SmokeTestAsync(shop, admin);
        Assert.True(platform.ExitCode == 0, platform.StandardOutput + platform.StandardError);
        Assert.NotEqual(0, (await SmokeTestAsync(admin, shop)).ExitCode);
    }

    private static async Task<BufferedCommandResult> SmokeTestAsync(string shop, string admin) =>
        await Cli.Wrap(Path.Combine(Repository.Root, "deploy", "ci", "smoke-test"))
            .WithArguments([shop, admin])
            .WithEnvironmentVariables(new Dictionary<string, string?> { ["RETRIES"] = "0" })
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

    private async Task<List<string>> EmptyPanelsAsync()
    {
        var empty = new List<string>();
        foreach (var query in (await PanelsAsync()).Where(query => !Metrics(query).Intersect(Seldom).Any()))
        {
            if ((await fleet.QueryAsync(query)).GetArrayLength() == 0)
                empty.Add(query);
        }

        return empty;
    }

    private async Task<List<JsonElement>> RulesAsync() =>
        [
            .. (await fleet.AskAsync("/api/v1/rules"))
                .GetProperty("groups")
                .EnumerateArray()
                .SelectMany(group => group.GetProperty("rules").EnumerateArray()),
        ];

    private async Task<List<string>> NamesAsync() =>
        [.. (await fleet.AskAsync("/api/v1/label/__name__/values")).EnumerateArray().Select(name => name.GetString()!)];

    private static async Task<List<string>> PanelsAsync()
    {
        var queries = new List<string>();
        foreach (var file in Directory.GetFiles(Path.Combine(WatchedFleet.Folder, "grafana", "dashboards")))
        {
            using var dashboard = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
            queries.AddRange(
                dashboard
                    .RootElement.GetProperty("panels")
                    .EnumerateArray()
                    .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
                    .Select(target => target.GetProperty("expr").GetString()!)
            );
        }

        Assert.NotEmpty(queries);
        return queries;
    }

    /// <summary>The metrics of an expression: the names that are left without labels, groupings, texts, durations and functions.</summary>
    private static IEnumerable<string> Metrics(string expression) =>
        Name().Matches(NotNames().Replace(expression, " ")).Select(name => name.Value).Except(Words);

    [GeneratedRegex(@"\{[^}]*\}|""[^""]*""|\[[^\]]*\]|\b(by|without|on|ignoring)\s*\([^)]*\)")]
    private static partial Regex NotNames();

    [GeneratedRegex(@"(?<![\w:.])[a-zA-Z_:][\w:]*\b(?!\s*\()")]
    private static partial Regex Name();
}
