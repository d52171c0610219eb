using System.Text.Json;
using ProductPlatform.AppHost.Endpoints;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Messaging;

public sealed class DeadLetterCommandTests : IAsyncLifetime
{
    private Scenario _scenario = null!;

    public async Task InitializeAsync()
    {
        _scenario = await Scenario.CreateAsync();
        await _scenario.StartMainWorkerAsync();
        await _scenario.WaitForQueueAsync("main.dead");
        await using var channel = await _scenario.OpenChannelAsync();
        await channel.SendAsync("main", "product_created", "no \u001b[31mJSON", "a");
        await Eventually.IsTrueAsync(async () => await channel.CountAsync("main.dead") == 1, "the message is dead");
    }

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task The_list_as_JSON_is_all_that_standard_output_holds()
    {
        var list = await OperatorProcess.RunAsync(_scenario, "Main.Worker", "dead-letters", "list", "--json");

        Assert.Equal(0, list.ExitCode);
        using var json = JsonDocument.Parse(list.StandardOutput);
        Assert.Equal("a", json.RootElement.GetProperty("letters")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task The_list_is_a_table_with_the_reason()
    {
        var list = await OperatorProcess.RunAsync(_scenario, "Main.Worker", "dead-letters", "list");

        Assert.Equal(0, list.ExitCode);
        Assert.Matches(@"1 +a +product_created .*The body is not JSON", list.StandardOutput);
    }

    [Fact]
    public async Task A_body_is_shown_without_its_control_characters()
    {
        var shown = await OperatorProcess.RunAsync(_scenario, "Main.Worker", "dead-letters", "show", "1");

        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("no \\u001b[31mJSON", shown.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_dead_letter_is_exit_code_1()
    {
        var replay = await OperatorProcess.RunAsync(_scenario, "Main.Worker", "dead-letters", "replay", "nobody");

        Assert.Equal(1, replay.ExitCode);
        Assert.Contains("no dead letter 'nobody'", replay.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discarding_says_how_many_and_logs_which()
    {
        var discard = await OperatorProcess.RunAsync(_scenario, "Main.Worker", "dead-letters", "discard", "--all");

        Assert.Equal("1 discarded.", discard.StandardOutput.Trim());
        Assert.Contains("Dead letter a (product_created)", discard.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_broker_it_is_exit_code_1_and_says_what_to_do()
    {
        var list = await OperatorProcess.RunAsync(
            $"amqp://user:secret@127.0.0.1:{Ports.Free()}",
            _scenario,
            "Main.Worker",
            "dead-letters",
            "list"
        );

        Assert.Equal(1, list.ExitCode);
        Assert.Contains("ConnectionStrings__messaging", list.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", list.StandardError, StringComparison.Ordinal);
    }
}
