using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProductPlatform.Web;

/// <summary>The two small answers that load balancers and people ask of an API: is it ready, and what is it connected to.</summary>
public static class ServiceStatusEndpoints
{
    /// <summary>The tag of these routes in the API's description.</summary>
    public const string Tag = "Status";

    private static readonly string[] GetAndHead = [HttpMethods.Get, HttpMethods.Head];

    public static void MapServiceStatus(this IEndpointRouteBuilder app, string healthPath, string service)
    {
        app.MapMethods("/ready", GetAndHead, () => new JsonAnswer<Readiness>(new("ok")))
            .WithName("getReadiness")
            .WithTags(Tag)
            .WithSummary("Is the process serving?")
            .Produces<Readiness>()
            .RefusesHosts();
        app.MapMethods(
                healthPath,
                GetAndHead,
                (HttpResponse response, HealthCheckService checks, CancellationToken cancellationToken) =>
                    CheckAsync(response, checks, service, cancellationToken)
            )
            .WithName("getHealth")
            .WithTags(Tag)
            .WithSummary("What is the service connected to?")
            .Produces<ServiceStatus>()
            .Produces<ServiceStatus>(StatusCodes.Status500InternalServerError)
            .RefusesHosts();
    }

    private static void RefusesHosts(this RouteHandlerBuilder route) =>
        route.WithMetadata(
            new ProducesResponseTypeMetadata(StatusCodes.Status400BadRequest, typeof(string), ["text/html"])
            {
                Description = "The request is for a host that is not served (AllowedHosts).",
            }
        );

    private static async Task<JsonAnswer<ServiceStatus>> CheckAsync(
        HttpResponse response,
        HealthCheckService checks,
        string service,
        CancellationToken cancellationToken
    )
    {
        var report = await checks.CheckHealthAsync(cancellationToken);
        var database = IsConnected(report, HealthTags.Database);

        // Requests need the database; without the broker they are served and their events wait in the outbox.
        var status =
            !database ? "unhealthy"
            : report.Status == HealthStatus.Healthy ? "healthy"
            : "degraded";
        response.Headers.CacheControl = "no-store";
        return new JsonAnswer<ServiceStatus>(
            new(status, Name(database), Name(IsConnected(report, HealthTags.Messaging)), service),
            database ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError
        );
    }

    private static bool IsConnected(HealthReport report, string tag) =>
        report.Entries.Values.Where(entry => entry.Tags.Contains(tag)).All(entry => entry.Status == HealthStatus.Healthy);

    private static string Name(bool connected) => connected ? "connected" : "disconnected";

    private sealed record Readiness(string Status);

    private sealed record ServiceStatus(string Status, string Database, string Messaging, string Service);
}
