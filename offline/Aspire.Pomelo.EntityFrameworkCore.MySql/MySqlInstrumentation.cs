using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Pomelo.EntityFrameworkCore.MySql;

/// <summary>The health check of a context, and the driver's spans and meters.</summary>
internal static class MySqlInstrumentation
{
    private const string Driver = "MySqlConnector";

    public static void Add<TContext>(IHostApplicationBuilder builder, PomeloEntityFrameworkCoreMySqlSettings settings)
        where TContext : DbContext
    {
        if (!settings.DisableHealthChecks && builder.Properties.TryAdd($"Aspire.HealthChecks.{typeof(TContext).Name}", true))
            builder.Services.AddHealthChecks().AddDbContextCheck<TContext>();

        if (!settings.DisableTracing)
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(Driver));

        if (!settings.DisableMetrics)
            builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(Driver));
    }
}
