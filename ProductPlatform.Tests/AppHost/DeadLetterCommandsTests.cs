using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Messaging.DeadLetters;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;
using RabbitMQ.Client;

namespace ProductPlatform.Tests.AppHost;

[Collection(PlatformTests.Name)]
public sealed class DeadLetterCommandsTests(PlatformFixture platform)
{
    [Theory]
    [InlineData("admin-worker", "admin")]
    [InlineData("main-worker", "main")]
    public async Task The_dashboard_lists_replays_and_discards_dead_letters(string worker, string queue)
    {
        var address = await platform.App.GetConnectionStringAsync("messaging");
        await using var connection = await new ConnectionFactory { Uri = new Uri(address!) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.SendAsync(queue, "no such event", "poison");
        await DeadAreAsync(1);

        await RunAsync("dead-letters");
        await DeadAreAsync(1);
        await RunAsync("dead-letters-replay");
        var box = DeadLetterBox.At(address!, new ConfigurationBuilder().Build());
        await Eventually.IsTrueAsync(
            async () => (await box.ListAsync(queue, 0, 10, CancellationToken.None)).Letters is [{ Replays: 1 }],
            "the message is dead again"
        );
        await RunAsync("dead-letters-discard");
        await DeadAreAsync(0);

        async Task RunAsync(string command)
        {
            var resource = platform
                .App.Services.GetRequiredService<DistributedApplicationModel>()
                .Resources.Single(one => one.Name == worker);
            var result = await platform.App.ResourceCommands.ExecuteCommandAsync(resource, command);
            Assert.True(result.Success, result.Message);
        }

        Task DeadAreAsync(uint count) =>
            Eventually.IsTrueAsync(async () => await channel.CountAsync($"{queue}.dead") == count, $"{count} messages are dead");
    }
}
