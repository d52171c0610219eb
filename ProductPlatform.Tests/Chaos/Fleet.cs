using ProductPlatform.Tests.Messaging;

namespace ProductPlatform.Tests.Chaos;

/// <summary>Replicas of each of the four services, as processes.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private Fleet(Scenario scenario, int replicas)
    {
        Dictionary<string, string> shared = new()
        {
            ["ConnectionStrings__admindb"] = scenario.AdminDatabase,
            ["ConnectionStrings__maindb"] = scenario.MainDatabase,
            ["ConnectionStrings__messaging"] = scenario.Broker,
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["SECRET_NAME"] = "",
            ["Api__AnonymousWrites"] = "true",
            ["RateLimits__WritesPerMinute"] = "0",
            ["LikeLimits__ApiPerSecond"] = "0",
            ["Logging__LogLevel__Default"] = "Warning",
            ["DOTNET_gcServer"] = "0",
            ["DOTNET_TieredPGO"] = "0",
            ["OTEL_TRACES_SAMPLER"] = "always_off",
        };
        AdminApi = Create("Admin.Api", replicas, shared);
        foreach (var (api, i) in AdminApi.Select((api, i) => (api, i)))
            shared[$"services__admin-api__http__{i}"] = api.Address.ToString().TrimEnd('/');
        MainApi = Create("Main.Api", replicas, shared);
        AdminWorker = Create("Admin.Worker", replicas, shared);
        MainWorker = Create("Main.Worker", replicas, shared);
    }

    internal ServiceProcess[] AdminApi { get; }

    internal ServiceProcess[] MainApi { get; }

    internal ServiceProcess[] AdminWorker { get; }

    internal ServiceProcess[] MainWorker { get; }

    internal ServiceProcess[] All => [.. AdminApi, .. MainApi, .. AdminWorker, .. MainWorker];

    internal static async Task<Fleet> StartAsync(Scenario scenario, int replicas, CancellationToken cancellationToken)
    {
        var fleet = new Fleet(scenario, replicas);
        try
        {
            await Task.WhenAll(fleet.All.Select(process => process.StartAsync(cancellationToken)));
            await Task.WhenAll(fleet.All.Select(process => process.ReadyAsync(cancellationToken)));
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in All)
            await process.DisposeAsync();
    }

    private static ServiceProcess[] Create(string name, int replicas, Dictionary<string, string> environment) =>
        [.. Enumerable.Range(0, replicas).Select(replica => new ServiceProcess(name, replica, new Dictionary<string, string>(environment)))];
}
