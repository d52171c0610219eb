using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Publishing;

/// <summary>The only step of publishing there is here: the manifest. Then the application ends.</summary>
internal sealed partial class ManifestPublisher(
    DistributedApplicationModel model, DistributedApplicationExecutionContext execution, IConfiguration configuration,
    IHostApplicationLifetime lifetime, ILogger<ManifestPublisher> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (configuration["Pipeline:Step"] is { Length: > 0 } step && step != "publish-manifest")
                throw new DistributedApplicationException($"The step '{step}' needs the real Aspire packages; their stand-ins know 'publish-manifest'.");

            var path = configuration["Pipeline:OutputPath"] is { Length: > 0 } given
                ? Path.GetFullPath(given)
                : throw new DistributedApplicationException("The '--output-path [path]' option was not specified even though manifest publishing was requested.");
            if (!path.EndsWith(".json", StringComparison.Ordinal))
                path = Path.Combine(path, "aspire-manifest.json");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var stream = new FileStream(path, FileMode.Create);
            await using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            await new ManifestPublishingContext(execution, path, writer, stoppingToken).WriteModelAsync(model);
            Log.Published(logger, path);
        }
        catch (DistributedApplicationException e)
        {
            Log.Failed(logger, e.Message);
            Environment.ExitCode = 1;
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Published manifest to: {Path}")]
        public static partial void Published(ILogger logger, string path);

        [LoggerMessage(LogLevel.Error, "The manifest was not published: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
