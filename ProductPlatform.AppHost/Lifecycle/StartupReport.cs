using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ProductPlatform.AppHost.Lifecycle;

/// <summary>Says on the console what the start waits for and, when every service is healthy, where to go.</summary>
internal sealed class StartupReport(
    ProjectResource shop,
    ProjectResource dashboard,
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    IConfiguration configuration,
    TextWriter output,
    IHostApplicationLifetime lifetime
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            // Projects without a health check are the migrations, which end.
            var services = model.GetProjectResources().Where(project => project.HasAnnotationOfType<HealthCheckAnnotation>()).ToList();
            var healthy = Task.WhenAll(
                services.Select(service =>
                    notifications.WaitForResourceHealthyAsync(service.Name, WaitBehavior.StopOnResourceUnavailable, stopping.Token)
                )
            );
            await ReportUntilAsync(healthy, stopping.Token);
            await healthy;
            await WriteAsync(Describe());
        }
        catch (DistributedApplicationException exception)
        {
            await WriteAsync(
                $"The platform is not ready: {exception.Message} Its console log says why{(Login() is { } login ? $": {login}" : "")}."
            );
        }
        catch (OperationCanceledException)
        {
            // Stopped before it was ready.
        }
    }

    private async Task ReportUntilAsync(Task healthy, CancellationToken cancellationToken)
    {
        while (await Task.WhenAny(healthy, Task.Delay(Interval, cancellationToken)) != healthy)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await WriteAsync($"Waiting for {string.Join(", ", Starting())}.");
        }
    }

    /// <summary>What is not ready and waits for no other resource.</summary>
    private IEnumerable<string> Starting() =>
        from resource in model.Resources
        where
            notifications.TryGetCurrentState(resource.Name, out var current)
            && current.Snapshot is { IsHidden: false, State.Text: var state } snapshot
            && (
                state == KnownResourceStates.Starting
                || (state == KnownResourceStates.Running && snapshot.HealthStatus is not (null or HealthStatus.Healthy))
            )
        select resource.Name;

    private string Describe() =>
        $"""

              Shop              {shop.GetEndpoint("http").Url}
              Dashboard         {dashboard.GetEndpoint("http").Url}/admin
                                user admin; its password is shown by: dotnet user-secrets list --project ProductPlatform.AppHost
              Aspire dashboard  {Login() ?? "off"}

            The platform is ready. Ctrl-C stops it; the data stays.
            """;

    private string? Login() =>
        configuration["ASPNETCORE_URLS"]?.Split(';')[0] is { Length: > 0 } dashboard
        && configuration["AppHost:BrowserToken"] is { Length: > 0 } token
            ? $"{dashboard}/login?t={token}"
            : null;

    private Task WriteAsync(string text) => output.WriteLineAsync(text);
}

internal static class StartupReportExtensions
{
    /// <summary>Reports the start on the console.</summary>
    /// <param name="builder">The AppHost.</param>
    /// <param name="shop">The service that serves the shop.</param>
    /// <param name="dashboard">The service that serves the staff's dashboard.</param>
    public static void AddStartupReport(
        this IDistributedApplicationBuilder builder,
        IResourceBuilder<ProjectResource> shop,
        IResourceBuilder<ProjectResource> dashboard
    )
    {
        // Hosted services start one after another, and the orchestrator's takes as long as the resources do: this one goes first.
        if (!builder.ExecutionContext.IsRunMode)
            return;
        builder.Services.AddSingleton(Console.Out);
        builder.Services.Insert(
            0,
            ServiceDescriptor.Singleton<IHostedService>(provider =>
                ActivatorUtilities.CreateInstance<StartupReport>(provider, shop.Resource, dashboard.Resource)
            )
        );
    }
}
