using CliWrap;
using CliWrap.Buffered;
using ProductPlatform.Testing;
using Xunit.Abstractions;

namespace ProductPlatform.Tests.Chaos;

/// <summary>The short form of ./chaos.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    [Fact]
    public Task Nothing_is_lost_double_or_different_after_half_a_minute_of_faults() => RunAsync("--short");

    [Fact]
    public Task While_the_broker_is_unavailable_no_request_fails_or_waits_and_all_is_delivered_after() => RunAsync("outage", "--short");

    private async Task RunAsync(params string[] arguments)
    {
        var result = await Cli.Wrap("dotnet")
            .WithArguments([Repository.Program("ProductPlatform.Load"), .. arguments])
            // The coverage collector is for this process alone.
            .WithEnvironmentVariables(
                new Dictionary<string, string?> { ["DOTNET_STARTUP_HOOKS"] = null, ["CORECLR_ENABLE_PROFILING"] = null }
            )
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        output.WriteLine(result.StandardOutput);
        Assert.True(result.ExitCode == 0, result.StandardOutput + result.StandardError);
    }
}
