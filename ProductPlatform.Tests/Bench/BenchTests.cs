using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using ProductPlatform.Testing;
using Xunit.Abstractions;

namespace ProductPlatform.Tests.Bench;

/// <summary>The quick form of bench/run, with the programs as they are built here: that it measures, not what.</summary>
public sealed class BenchTests(ITestOutputHelper output)
{
    private const int Workloads = 23;

    [Fact]
    public async Task Every_workload_of_the_benchmarks_has_a_figure()
    {
        var results = Directory.CreateTempSubdirectory("productplatform-").FullName;
        try
        {
            var result = await Cli.Wrap("dotnet")
                .WithArguments([Repository.Program("ProductPlatform.Load"), "bench", "--quick", "--results", results])
                // The coverage collector is for this process alone.
                .WithEnvironmentVariables(
                    new Dictionary<string, string?> { ["DOTNET_STARTUP_HOOKS"] = null, ["CORECLR_ENABLE_PROFILING"] = null }
                )
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync();
            output.WriteLine(result.StandardOutput);
            Assert.True(result.ExitCode == 0, result.StandardOutput + result.StandardError);

            var table = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(results, "*.md")));
            using var run = JsonDocument.Parse(await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(results, "*.json"))));
            var rows = run.RootElement.GetProperty("rows").EnumerateArray().ToList();
            Assert.Equal(Workloads, rows.Count);
            Assert.All(
                rows,
                row =>
                {
                    Assert.True(double.IsFinite(row.GetProperty("measured").GetProperty("figure").GetDouble()));
                    Assert.Contains($"| {row.GetProperty("name").GetString()} |", table, StringComparison.Ordinal);
                }
            );
        }
        finally
        {
            Directory.Delete(results, recursive: true);
        }
    }
}
