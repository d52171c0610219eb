using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ProductPlatform.ServiceDefaults.Telemetry;

internal static class TelemetryExtensions
{
    private static readonly string[] ProbePaths = ["/alive", "/health", "/metrics", "/ready"];

    /// <summary>Traces, metrics and logs; scraped by Prometheus always, exported over OTLP where an endpoint is configured.</summary>
    internal static void AddTelemetry(this IHostApplicationBuilder builder, string serviceName)
    {
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
            {
                // OTEL_SERVICE_NAME, read by the SDK, wins: a name set here would override it.
                if (string.IsNullOrEmpty(builder.Configuration["OTEL_SERVICE_NAME"]))
                {
                    resource.AddService(serviceName);
                }
            })
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter("ProductPlatform.*")
                .AddPrometheusExporter())
            .WithTracing(tracing => tracing
                .SetSampler(new ParentBasedSampler(new BackgroundSampler(Sampler(builder.Configuration))))
                .AddAspNetCoreInstrumentation(options => options.Filter = IsNotProbe)
                .AddHttpClientInstrumentation()
                .AddSource("ProductPlatform.*"));

        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.UseOtlpExporter();
        }
    }

    /// <summary>All traces, or, by OpenTelemetry's own variables, a share of them: a sampler set in code takes their place.</summary>
    private static Sampler Sampler(IConfiguration configuration) => configuration["OTEL_TRACES_SAMPLER"] switch
    {
        "always_off" or "parentbased_always_off" => new AlwaysOffSampler(),
        "traceidratio" or "parentbased_traceidratio" => new TraceIdRatioBasedSampler(configuration.GetValue("OTEL_TRACES_SAMPLER_ARG", 1.0)),
        _ => new AlwaysOnSampler(),
    };

    /// <summary>Probes come every few seconds from every side; their traces would bury the others.</summary>
    private static bool IsNotProbe(HttpContext context) =>
        !ProbePaths.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal));
}
