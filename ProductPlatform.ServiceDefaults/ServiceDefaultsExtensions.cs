using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProductPlatform.ServiceDefaults.Health;
using ProductPlatform.ServiceDefaults.Http;
using ProductPlatform.ServiceDefaults.InternalApi;
using ProductPlatform.ServiceDefaults.Management;
using ProductPlatform.ServiceDefaults.Telemetry;

namespace ProductPlatform.ServiceDefaults;

/// <summary>What every process of the platform has in common: health, telemetry, resilience and service discovery.</summary>
public static class ServiceDefaultsExtensions
{
    private static readonly UTF8Encoding LenientUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    /// <summary>Adds health checks, OpenTelemetry, resilient HTTP clients and service discovery.</summary>
    /// <param name="builder">The process being built.</param>
    /// <param name="serviceName">The name of the service in telemetry when <c>OTEL_SERVICE_NAME</c> is not set.</param>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder, string serviceName)
        where TBuilder : IHostApplicationBuilder
    {
        StartFailure.Register();
        builder.TrustNoForwardedHeaders();
        builder.Services.AddSingleton(TimeProvider.System);
        // Cookies of other applications on the same host may hold any bytes: what is not UTF-8 must not cost the request.
        // And what an answer repeats of a request's headers must not either.
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
            (kestrel.RequestHeaderEncodingSelector, kestrel.ResponseHeaderEncodingSelector) = (static _ => LenientUtf8, static _ => LenientUtf8));
        builder.Services.AddHealthChecks()
            .AddCheck("self", () => HealthCheckResult.Healthy(), [HealthTags.Live]);
        builder.AddTelemetry(serviceName);
        builder.AddManagement();
        builder.AddInternal();

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

    /// <summary>Maps <c>/alive</c>, <c>/health</c> and <c>/metrics</c>, the same in every process.</summary>
    /// <exception cref="OptionsValidationException">An option is not valid. Left to the host's start, it would be logged with a stack first.</exception>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.Services.GetService<IStartupValidator>()?.Validate();
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics").ForManagement();
        return app;
    }
}
