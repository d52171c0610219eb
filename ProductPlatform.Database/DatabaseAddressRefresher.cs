using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ProductPlatform.Database;

/// <summary>Has the database's address read before anything of the process needs it, and from time to time after.</summary>
internal sealed partial class DatabaseAddressRefresher(
    DatabaseAddresses addresses,
    TimeProvider time,
    ILogger<DatabaseAddressRefresher> logger
) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await addresses.GetAsync(cancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            // Not the end: the settings may come, and health tells until then.
            Log.Unconfigured(logger, exception.Message);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(addresses.UntilRefresh, time, stoppingToken);
            try
            {
                await addresses.RefreshAsync(stoppingToken);
            }
            catch (InvalidOperationException exception)
            {
                Log.Unconfigured(logger, exception.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Problem}")]
        internal static partial void Unconfigured(ILogger logger, string problem);
    }
}
