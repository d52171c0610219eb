using Xunit.Abstractions;

namespace ProductPlatform.Tests.Chaos;

public sealed class ChaosTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Nothing_is_lost_double_or_different_after_a_minute_of_faults()
    {
        var options = new ChaosOptions(TimeSpan.FromSeconds(45), Seed: 7, Clients: 6, KillEvery: TimeSpan.FromSeconds(3), ServerEvery: TimeSpan.FromSeconds(16));
        var (verdict, table) = await ChaosRun.RunAsync(options, CancellationToken.None);
        output.WriteLine(table);
        Assert.True(verdict.Good, table);
    }
}
