using System.Diagnostics;
using System.Security.Cryptography;
using ProductPlatform.Load.Bench.Limits;
using ProductPlatform.Load.Bench.Measuring;
using ProductPlatform.Load.Bench.Platforms;
using ProductPlatform.Testing;

namespace ProductPlatform.Load.Bench.Workloads;

/// <summary>The start of the AppHost, built and with its data there, until every service is healthy.</summary>
internal static class StartWorkload
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(4);
    private static readonly string[] Secrets = ["mysql-password", "messaging-password", "admin-password", "internal-secret"];

    internal static IEnumerable<Workload> All =>
        [new("Start of the AppHost until all is healthy", Goal.Times(2.0), "Aspire and the servers alone", RunAsync)];

    private static async Task<Measurement> RunAsync(PlatformHost host)
    {
        // The services of the other workloads would take processors from it.
        await host.StopAllBut();
        var platformData = Directory.CreateTempSubdirectory("productplatform-bench-start-").FullName;
        var limitData = Directory.CreateTempSubdirectory("productplatform-bench-limit-").FullName;
        var environment = Secrets.ToDictionary(secret => $"Parameters__{secret}", _ => RandomNumberGenerator.GetHexString(20));
        environment["ASPNETCORE_ENVIRONMENT"] = environment["DOTNET_ENVIRONMENT"] = "Development";
        try
        {
            // These two make the data.
            await PlatformAsync();
            await LimitAsync();
            List<double> platform = [];
            List<double> limit = [];
            for (var round = 0; round < host.Options.Rounds; round++)
            {
                platform.Add(await PlatformAsync());
                limit.Add(await LimitAsync());
            }

            var (seconds, limitSeconds) = (Median(platform), Median(limit));
            return new Measurement
            {
                Figure = seconds.Median / limitSeconds.Median,
                Notes =
                [
                    $"{seconds.Median:0.0} s ({seconds.Min:0.0} to {seconds.Max:0.0}), the limit {limitSeconds.Median:0.0} s"
                        + $" ({limitSeconds.Min:0.0} to {limitSeconds.Max:0.0})",
                ],
            };
        }
        finally
        {
            Directory.Delete(platformData, recursive: true);
            Directory.Delete(limitData, recursive: true);
        }

        Task<double> PlatformAsync() =>
            TimeAsync(
                environment,
                "The platform is ready",
                Repository.Program("ProductPlatform.AppHost"),
                "--Servers=native",
                $"--DataDirectory={platformData}",
                $"--Ports:AdminApi={LoopbackPort.Free()}",
                $"--Ports:MainApi={LoopbackPort.Free()}",
                $"--Ports:Dashboard={LoopbackPort.Free()}"
            );

        Task<double> LimitAsync() =>
            TimeAsync([], LimitCommand.Ready, LimitProgram.Path, LimitCommand.Name, "servers", "--directory", limitData);
    }

    private static Spread Median(List<double> seconds) => Spread.From(seconds.Select(second => (double?)second))!;

    /// <summary>Seconds from the start of a program until it prints a line; then it is stopped.</summary>
    private static async Task<double> TimeAsync(Dictionary<string, string> environment, string line, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        List<string> output = [];
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, received) => Receive(received.Data);
        process.ErrorDataReceived += (_, received) => Receive(received.Data);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"It ended early:\n{string.Join('\n', output)}"));
        var started = Stopwatch.GetTimestamp();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await ready.Task.WaitAsync(ReadyWithin);
            return Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        finally
        {
            if (!process.HasExited)
                ProcessSignals.Send(process.Id, ProcessSignal.Interrupt);
            await process.WaitForExitAsync();
        }

        void Receive(string? text)
        {
            lock (output)
                output.Add(text ?? "");
            if (text?.StartsWith(line, StringComparison.Ordinal) == true)
                ready.TrySetResult();
        }
    }
}
