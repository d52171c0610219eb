using System.Net;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace ProductPlatform.Tests.Offline.Dashboard;

public sealed partial class DashboardCommandTests(DashboardHost host) : IClassFixture<DashboardHost>
{
    [Fact]
    public async Task A_command_without_the_token_of_the_form_is_refused()
    {
        using var browser = await host.LoggedInAsync();
        var before = host.Seeded;
        using var form = new FormUrlEncodedContent([new("confirmed", "yes")]);

        using var answer = await browser.PostAsync("/resources/talker/commands/seed", form);

        Assert.Equal((HttpStatusCode.BadRequest, before), (answer.StatusCode, host.Seeded));
    }

    [Fact]
    public async Task A_command_that_wants_confirmation_asks_first()
    {
        using var browser = await host.LoggedInAsync();
        var before = host.Seeded;

        using var answer = await ExecuteAsync(browser, "talker", "seed");

        Assert.Contains("Really seed?", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, host.Seeded);
    }

    [Fact]
    public async Task A_confirmed_command_runs_and_says_so()
    {
        using var browser = await host.LoggedInAsync();
        var before = host.Seeded;

        (await ExecuteAsync(browser, "talker", "seed", new KeyValuePair<string, string>("confirmed", "yes"))).Dispose();

        Assert.Equal(before + 1, host.Seeded);
        Assert.Contains("talker: Seed data is done.", await browser.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_fails_says_why_once()
    {
        using var browser = await host.LoggedInAsync();

        (await ExecuteAsync(browser, "talker", "fail")).Dispose();

        Assert.Contains("talker: Fail failed. It cannot.", await browser.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.DoesNotContain("It cannot.", await browser.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_is_stopped_and_started_from_the_page()
    {
        using var browser = await host.LoggedInAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await host.Notifications.WaitForResourceAsync("sleeper", KnownResourceStates.Running, patience.Token);

        (await ExecuteAsync(browser, "sleeper", KnownResourceCommands.StopCommand)).Dispose();
        await host.Notifications.WaitForResourceAsync("sleeper", KnownResourceStates.TerminalStates, patience.Token);
        (await ExecuteAsync(browser, "sleeper", KnownResourceCommands.StartCommand)).Dispose();

        await host.Notifications.WaitForResourceAsync("sleeper", KnownResourceStates.Running, patience.Token);
    }

    private static async Task<HttpResponseMessage> ExecuteAsync(
        HttpClient browser, string resource, string command, params KeyValuePair<string, string>[] fields)
    {
        var token = FormToken().Match(await browser.GetStringAsync($"/resources/{resource}")).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("form-token", token), .. fields]);
        return await browser.PostAsync($"/resources/{resource}/commands/{command}", form);
    }

    [GeneratedRegex("name=\"form-token\" value=\"([0-9a-f]+)\"")]
    private static partial Regex FormToken();
}
