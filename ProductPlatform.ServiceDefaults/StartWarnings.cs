using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ProductPlatform.ServiceDefaults;

/// <summary>Settings that are given and have no effect, in one line each.</summary>
public static partial class StartWarnings
{
    /// <summary>Has the line logged when the process starts: where settings are read there is no log yet.</summary>
    public static void AddStartWarning(this IServiceCollection services, string line)
    {
        services.AddSingleton(new Warning(line));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, Writer>());
    }

    private sealed record Warning(string Line);

    private sealed partial class Writer(IEnumerable<Warning> warnings, ILogger<Writer> logger) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken)
        {
            foreach (var warning in warnings)
                Log.Ignored(logger, warning.Line);
            return Task.CompletedTask;
        }

        private static partial class Log
        {
            [LoggerMessage(LogLevel.Warning, "{Warning}")]
            internal static partial void Ignored(ILogger logger, string warning);
        }
    }
}
