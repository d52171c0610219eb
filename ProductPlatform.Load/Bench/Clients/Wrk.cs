using System.Globalization;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using ProductPlatform.Load.Bench.Measuring;

namespace ProductPlatform.Load.Bench.Clients;

/// <summary>Closed-loop load over HTTP by wrk: each connection sends its next request when it has the answer.</summary>
/// <param name="address">The server.</param>
/// <param name="requests">What is sent, picked at random.</param>
internal sealed class Wrk(Uri address, params IReadOnlyList<WrkRequest> requests)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Bench", "Clients", "wrk.lua");

    /// <summary>Of all requests.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether an answer of 400 is one that the workload expects.</summary>
    public bool MayRefuse { get; init; }

    /// <summary>A time in which nothing is answered is repeated at several times its length.</summary>
    /// <exception cref="InvalidOperationException">Answers were lost, or had a status that is not expected.</exception>
    internal async Task<Sample> RunAsync(TimeSpan time)
    {
        var sample = await RunOnceAsync(time);
        while (sample.Operations + sample.Refused == 0 && time < Longest)
            sample = await RunOnceAsync(time *= 5);
        return sample;
    }

    private async Task<Sample> RunOnceAsync(TimeSpan time)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, requests.Select(request => $"{request.Method}\t{request.Path}\t{request.Body}"));
            var result = await Cli.Wrap("wrk")
                .WithArguments([
                    $"-t{Math.Max(1, Environment.ProcessorCount / 4)}",
                    $"-c{BenchOptions.Connections}",
                    $"-d{Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture)}s",
                    "--timeout",
                    "60s",
                    "-s",
                    Script,
                    .. Headers.SelectMany(header => (string[])["-H", $"{header.Key}: {header.Value}"]),
                    address.ToString(),
                    "--",
                    file,
                    MayRefuse ? "refusals" : "",
                ])
                .ExecuteBufferedAsync();
            return Read(JsonDocument.Parse(result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private Sample Read(JsonElement summary)
    {
        long Count(string name) => summary.GetProperty(name).GetInt64();
        var (refused, failed, lost) = (Count("refused"), Count("failed"), Count("lost"));
        if (lost + failed + (MayRefuse ? 0 : refused) > 0)
        {
            throw new InvalidOperationException(
                $"Of the requests to {requests[0].Path} {lost} had no answer, {refused} had 400, and {failed} another error."
            );
        }

        return new Sample(Count("requests") - refused, Count("microseconds") / 1e6, Count("p50") / 1e3, Count("p99") / 1e3)
        {
            Refused = refused,
        };
    }
}

/// <param name="Body">Sent as it is; none when it is empty.</param>
internal sealed record WrkRequest(string Path, string Method = "GET", string Body = "");
