using ProductPlatform.Tests.Messaging;

namespace ProductPlatform.Tests.Chaos;

/// <summary>Replicas of each of the four services, as processes.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private Fleet(Scenario scenario, ChaosOptions options)
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

        // Published services are compiled ahead of time: what is left is better compiled once than twice in the half minute that a process lives,
        // and without a second mapping of each page of code, which .NET documents as a cost of starting.
        if (options.Services is not null)
            (shared["DOTNET_TieredCompilation"], shared["DOTNET_EnableWriteXorExecute"]) = ("0", "0");

        AdminApi = Create("Admin.Api", options, shared);
        foreach (var (api, i) in AdminApi.Select((api, i) => (api, i)))
            shared[$"services__admin-api__http__{i}"] = api.Address.ToString().TrimEnd('/');
        MainApi = Create("Main.Api", options, shared);
        AdminWorker = Create("Admin.Worker", options, shared);
        MainWorker = Create("Main.Worker", options, shared);
    }

    internal ServiceProcess[] AdminApi { get; }

    internal ServiceProcess[] MainApi { get; }

    internal ServiceProcess[] AdminWorker { get; }

    internal ServiceProcess[] MainWorker { get; }

    internal ServiceProcess[] All => [.. AdminApi, .. MainApi, .. AdminWorker, .. MainWorker];

    internal static async Task<Fleet> StartAsync(Scenario scenario, ChaosOptions options, CancellationToken cancellationToken)
    {
        var fleet = new Fleet(scenario, options);
        try
        {
            await Task.WhenAll(fleet.All.Select(process => process.StartAsync()));
            await Task.WhenAll(fleet.All.Select(process => process.ReadyAsync(cancellationToken)));
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <summary>Leaves what the services wrote for whoever wants to know why, and says where.</summary>
    internal void KeepLogs(Report report)
    {
        foreach (var process in All)
        {
            process.KeepLog();
            report.Line($"output of {process.Name}", process.LogPath);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in All)
            await process.DisposeAsync();
    }

    private static ServiceProcess[] Create(string name, ChaosOptions options, Dictionary<string, string> environment)
    {
        string[] command = options.Services is { } services
            ? [Path.GetFullPath(Path.Combine(services, name, name))]
            : ["dotnet", Path.Combine(AppContext.BaseDirectory, $"{name}.dll")];
        return [.. Enumerable.Range(0, options.Replicas).Select(replica => new ServiceProcess(name, command, replica, new Dictionary<string, string>(environment)))];
    }
}
