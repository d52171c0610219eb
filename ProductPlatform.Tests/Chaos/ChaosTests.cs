using Xunit.Abstractions;

namespace ProductPlatform.Tests.Chaos;

/// <summary>What ./chaos does, for a short time; how soon all comes together is not held against a machine that builds something else meanwhile.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Nothing_is_lost_double_or_different_after_half_a_minute_of_faults()
    {
        var options = new ChaosOptions(TimeSpan.FromSeconds(30), Seed: 7, Clients: 6) { KillEvery = TimeSpan.FromSeconds(8), SlowReaders = 10, ConvergeWithin = Patience };
        var (good, table) = await ChaosRun.RunAsync(options, CancellationToken.None);
        output.WriteLine(table);
        Assert.True(good, table);
    }

    [Fact]
    public async Task While_the_broker_is_away_no_request_fails_or_waits_and_all_is_delivered_after()
    {
        var options = new ChaosOptions(TimeSpan.FromSeconds(6), Seed: 7, Clients: 3) { Replicas = 1, ConvergeWithin = Patience };
        var (good, table) = await OutageRun.RunAsync(options, CancellationToken.None);
        output.WriteLine(table);
        Assert.True(good, table);
    }
}
