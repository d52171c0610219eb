using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ProductPlatform.ServiceDefaults;

namespace ProductPlatform.Web;

/// <summary>The two small answers that load balancers and people ask of an API: is it ready, and what is it connected to.</summary>
public static class ServiceStatusEndpoints
{
    private static readonly string[] GetAndHead = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps <c>/ready</c> and the service's health at <paramref name="healthPath"/>.</summary>
    public static void MapServiceStatus(this IEndpointRouteBuilder app, string healthPath, string service)
    {
        app.MapMethods("/ready", GetAndHead, () => new JsonOk<Readiness>(new("ok")))
            .WithTags("Status").WithSummary("Is the process serving?");
        app.MapMethods(healthPath, GetAndHead, (HealthCheckService checks, CancellationToken cancellation) =>
                CheckAsync(checks, service, cancellation))
            .WithTags("Status").WithSummary("What is the service connected to?");
    }

    private static async Task<StatusAnswer> CheckAsync(HealthCheckService checks, string service, CancellationToken cancellation)
    {
        var report = await checks.CheckHealthAsync(cancellation);
        var database = IsConnected(report, HealthTags.Database);

        // Requests need the database; without the broker they are served and their events wait in the outbox.
        var status = !database ? "unhealthy" : report.Status == HealthStatus.Healthy ? "healthy" : "degraded";
        return new StatusAnswer(new ServiceStatus(status, Name(database), Name(IsConnected(report, HealthTags.Messaging)), service));
    }

    private static bool IsConnected(HealthReport report, string tag) =>
        report.Entries.Values.Where(entry => entry.Tags.Contains(tag)).All(entry => entry.Status == HealthStatus.Healthy);

    private static string Name(bool connected) => connected ? "connected" : "disconnected";

    private sealed record Readiness(string Status);

    private sealed record ServiceStatus(string Status, string Database, string Messaging, string Service);

    private sealed class StatusAnswer(ServiceStatus body) : IResult, IEndpointMetadataProvider
    {
        static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
        {
            AnswerMetadata.Add<ServiceStatus>(builder, StatusCodes.Status200OK);
            AnswerMetadata.Add<ServiceStatus>(builder, StatusCodes.Status500InternalServerError);
        }

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            var status = body.Status == "unhealthy" ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
            return CompactJson.WriteAsync(httpContext, status, body);
        }
    }
}
