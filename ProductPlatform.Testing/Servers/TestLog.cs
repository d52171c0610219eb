using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;

namespace ProductPlatform.Testing.Servers;

/// <summary>What hosts and their resources log goes to a file each; ./test says where they are when a test has failed.</summary>
internal static class TestLog
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("TEST_LOGS") is { Length: > 0 } folder
        ? folder
        : Path.Combine(AppContext.BaseDirectory, "logs");
    private static int _number;

    public static void LogToFile(this IDistributedApplicationBuilder builder, string name)
    {
        var file = Path.Combine(Folder, $"{name}-{Environment.ProcessId}-{Interlocked.Increment(ref _number)}.log");
        builder.Services.AddLogging(logging =>
            logging
                .ClearProviders()
                .AddSerilog(
                    new LoggerConfiguration().WriteTo.File(file, formatProvider: null, buffered: false).CreateLogger(),
                    dispose: true
                )
        );
    }
}
