using System.Net;
using Aspire.Hosting.Dashboard;

namespace ProductPlatform.Tests.Offline.Dashboard;

public sealed class DashboardPageTests(DashboardHost host) : IClassFixture<DashboardHost>
{
    private const string Mask = SecretMask.Mask;

    [Fact]
    public async Task The_list_has_every_resource_with_its_state()
    {
        using var browser = await host.LoggedInAsync();

        var page = await browser.GetStringAsync("/");

        Assert.Matches("(?s)talker</a>.*Running.*sleeper</a>", page);
    }

    [Fact]
    public async Task A_secret_is_never_on_the_page_of_the_resource_that_has_it()
    {
        using var browser = await host.LoggedInAsync();

        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/resources/talker"));

        Assert.Contains($"<code>KEY_OF_MINE</code></th><td><code>{Mask}</code>", page, StringComparison.Ordinal);
        Assert.Contains($"amqp://user:{Mask}@nowhere", page, StringComparison.Ordinal);
        Assert.DoesNotContain(DashboardHost.Secret, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_parameter_does_not_show_its_value()
    {
        using var browser = await host.LoggedInAsync();

        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/resources/key"));

        Assert.DoesNotContain(DashboardHost.Secret, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_are_text_not_markup()
    {
        using var browser = await host.LoggedInAsync();

        var page = await browser.GetStringAsync("/resources/talker");

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_is_readable_as_text_while_it_grows()
    {
        using var browser = await host.LoggedInAsync();
        using var text = new StreamReader(await browser.GetStreamAsync("/resources/talker/logs.txt"));

        var line = await UntilAsync(text, line => line.Contains("my key", StringComparison.Ordinal));

        Assert.Equal($"my key is {Mask}, <b>bold</b>", line[line.IndexOf("my key", StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task The_log_comes_as_events_that_tell_errors_apart()
    {
        using var browser = await host.LoggedInAsync();
        using var events = new StreamReader(await browser.GetStreamAsync("/resources/talker/logs/lines"));

        await UntilAsync(events, line => line == "event: problem");

        Assert.EndsWith("oops", await events.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_come_as_events()
    {
        using var browser = await host.LoggedInAsync();
        using var events = new StreamReader(await browser.GetStreamAsync("/changes"));

        var line = await UntilAsync(events, line => line.StartsWith("data: talker", StringComparison.Ordinal));

        Assert.NotNull(line);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        using var browser = await host.LoggedInAsync();

        using var answer = await browser.GetAsync("/resources/nobody");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<string> UntilAsync(StreamReader lines, Func<string, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (wanted(line)) return line;
        }
        throw new EndOfStreamException("The stream ended first.");
    }
}
