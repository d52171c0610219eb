using System.Diagnostics;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using ProductPlatform.Load.Bench.Measuring;
using ProductPlatform.Testing;

namespace ProductPlatform.Load.Bench.Limits;

/// <summary>Starts this program again as one of the limits, so that what a limit takes is not mixed with what the load takes.</summary>
internal static class LimitProgram
{
    /// <summary>How a limit is told of a server; its password does not stand in the list of processes.</summary>
    internal const string ServerVariable = "LIMIT_SERVER";

    internal static readonly string Path = typeof(LimitProgram).Assembly.Location;

    /// <summary>Runs a limit that measures itself and prints what it has done.</summary>
    internal static async Task<T> RunAsync<T>(string server, params string[] arguments)
    {
        var result = await Cli.Wrap("dotnet")
            .WithArguments([Path, LimitCommand.Name, .. arguments])
            .WithEnvironmentVariables(new Dictionary<string, string?> { [ServerVariable] = server })
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        return result.ExitCode == 0
            ? JsonSerializer.Deserialize<T>(result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1])!
            : throw new InvalidOperationException($"The limit {string.Join(' ', arguments)} failed: {result.StandardError}");
    }
}

/// <summary>The HTTP limit as a process of its own.</summary>
internal sealed class HttpLimitProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _answerFile;

    private HttpLimitProcess(Process process, string answerFile, Uri address) =>
        (_process, _answerFile, Address) = (process, answerFile, address);

    internal Uri Address { get; }

    internal Meter NewMeter() => new(new Dictionary<string, int> { ["limit"] = _process.Id });

    internal static async Task<HttpLimitProcess> StartAsync(FixedAnswer answer)
    {
        var port = LoopbackPort.Free();
        var address = new Uri($"http://127.0.0.1:{port}");
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(answer));
        var start = new ProcessStartInfo(
            "dotnet",
            [LimitProgram.Path, LimitCommand.Name, "http", "--port", $"{port}", "--answer-file", file]
        );
        // As a program of the Web SDK has it.
        start.Environment["DOTNET_gcServer"] = "1";
        var limit = new HttpLimitProcess(Process.Start(start)!, file, address);
        using var client = new HttpClient();
        await Eventually.IsTrueAsync(
            async () =>
            {
                try
                {
                    using var response = await client.GetAsync(address);
                    return response.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "the HTTP limit answers"
        );
        return limit;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_answerFile);
    }
}
