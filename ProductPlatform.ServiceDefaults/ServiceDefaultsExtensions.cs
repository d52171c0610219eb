using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace ProductPlatform.ServiceDefaults;

/// <summary>What every process of the platform has in common: health, telemetry, resilience and service discovery.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Where Docker, Podman and Compose put secrets.</summary>
    private const string SecretsDirectory = "/run/secrets";

    /// <summary>Adds health checks, OpenTelemetry, resilient HTTP clients and service discovery.</summary>
    /// <param name="serviceName">The name of the service in telemetry when <c>OTEL_SERVICE_NAME</c> is not set.</param>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder, string serviceName)
        where TBuilder : IHostApplicationBuilder
    {
        StartFailure.Register();
        builder.AddSecretFiles();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [HealthTags.Live]);
        builder.AddTelemetry(serviceName);

        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            http.AddStandardResilienceHandler();
            http.AddServiceDiscovery();
        });

        // Long enough to finish and acknowledge a batch, shorter than the grace period of the usual orchestrators (30 s).
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        return builder;
    }

    /// <summary>Settings that are files, named as in the environment (<c>ConnectionStrings__maindb</c>): a list of a process's environment does not
    /// show them. A file that changes is read again.</summary>
    private static void AddSecretFiles(this IHostApplicationBuilder builder)
    {
        var directory = builder.Configuration["Secrets:Directory"] is { Length: > 0 } other ? other : SecretsDirectory;
        if (!Directory.Exists(directory))
            return;

        builder.Configuration.AddKeyPerFile(source =>
        {
            // Looked at every four seconds: Kubernetes replaces the folder that its files are links to, which no file's own notification tells.
            source.FileProvider = new PhysicalFileProvider(directory) { UsePollingFileWatcher = true, UseActivePolling = true };
            source.ReloadOnChange = true;
        });
    }
}
