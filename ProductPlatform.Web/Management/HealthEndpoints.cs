using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProductPlatform.Web.Management;

internal static class HealthEndpoints
{
    internal static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks(
            "/alive",
            new HealthCheckOptions { Predicate = check => check.Tags.Contains(HealthTags.Live), ResponseWriter = WriteAsync }
        );
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    /// <summary>Names, states and the checks' own descriptions, or the state alone where the details are restricted; never an exception,
    /// which could carry an address or a secret.</summary>
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        if (HttpMethods.IsHead(context.Request.Method))
            return Task.CompletedTask;

        var status = Name(report.Status);
        object body = context.IsManagement()
            ? new
            {
                status,
                checks = report.Entries.ToDictionary(
                    entry => entry.Key,
                    entry => new { status = Name(entry.Value.Status), description = entry.Value.Description }
                ),
            }
            : new { status };
        return JsonSerializer.SerializeAsync(context.Response.Body, body, cancellationToken: context.RequestAborted);
    }

    private static string Name(HealthStatus status) =>
        status switch
        {
            HealthStatus.Healthy => "healthy",
            HealthStatus.Degraded => "degraded",
            _ => "unhealthy",
        };
}
