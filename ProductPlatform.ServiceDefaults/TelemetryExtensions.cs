using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ProductPlatform.ServiceDefaults;

internal static class TelemetryExtensions
{
    private static readonly string[] ProbePaths = ["/alive", "/health", "/metrics", "/ready"];

    /// <summary>Metrics for Prometheus always; traces and logs too, over OTLP, where an endpoint is configured. Without one the spans would be lost, and
    /// making them is a tenth of what a short request costs.</summary>
    internal static void AddTelemetry(this IHostApplicationBuilder builder, string serviceName)
    {
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
            {
                // OTEL_SERVICE_NAME, read by the SDK, wins: a name set here would override it.
                if (string.IsNullOrEmpty(builder.Configuration["OTEL_SERVICE_NAME"]))
                    resource.AddService(serviceName);
            })
            .WithMetrics(metrics =>
                metrics
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddMeter("ProductPlatform.*")
                    .AddPrometheusExporter()
            );
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;

        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        telemetry
            .WithTracing(tracing =>
                tracing
                    .SetSampler(new ParentBasedSampler(new BackgroundSampler(builder.CreateSampler())))
                    .AddAspNetCoreInstrumentation(options => options.Filter = IsNotProbe)
                    .AddHttpClientInstrumentation()
                    .AddSource("ProductPlatform.*")
            )
            .UseOtlpExporter();
    }

    /// <summary>All traces, or, by OpenTelemetry's own variables, a share of them: a sampler set in code takes their place.</summary>
    private static Sampler CreateSampler(this IHostApplicationBuilder builder)
    {
        switch (builder.Configuration["OTEL_TRACES_SAMPLER"])
        {
            case "always_off" or "parentbased_always_off":
                return new AlwaysOffSampler();
            case "traceidratio" or "parentbased_traceidratio":
                return new TraceIdRatioBasedSampler(builder.Configuration.GetValue("OTEL_TRACES_SAMPLER_ARG", 1.0));
            case not (null or "" or "always_on" or "parentbased_always_on"):
                builder.Services.AddStartWarning(
                    "OTEL_TRACES_SAMPLER is ignored: it is none of always_on, always_off, traceidratio, "
                        + "or one of them with parentbased_ in front."
                );
                break;
        }

        return new AlwaysOnSampler();
    }

    /// <summary>Probes come every few seconds from every side; their traces would bury the others.</summary>
    private static bool IsNotProbe(HttpContext context) =>
        !ProbePaths.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal));
}
