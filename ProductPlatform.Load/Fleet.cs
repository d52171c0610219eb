using MySqlConnector;
using ProductPlatform.Testing;

namespace ProductPlatform.Load;

/// <summary>Replicas of each of the four services, as processes.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly string _password;

    private Fleet(Scenario scenario, FleetOptions options)
    {
        _password = options.Password;
        Dictionary<string, string> shared = new(options.Environment)
        {
            ["ConnectionStrings__messaging"] = scenario.Broker,
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["SECRET_NAME"] = "",
            ["Internal__Secret"] = _password,
            ["Api__AnonymousWrites"] = "true",
            ["RateLimits__WritesPerMinute"] = "0",
            ["LikeLimits__ApiPerSecond"] = "0",
            ["Logging__LogLevel__Default"] = "Warning",
        };

        AdminApi = Create("Admin.Api", "admindb", scenario.AdminDatabase, options, shared);
        Uri[] asked = options.AdminAddress is { } address ? [address] : [.. AdminApi.Select(api => api.Address)];
        foreach (var (admin, i) in asked.Select((admin, i) => (admin, i)))
            shared[$"services__admin-api__http__{i}"] = admin.ToString().TrimEnd('/');
        MainApi = Create("Main.Api", "maindb", scenario.MainDatabase, options, shared);
        AdminWorker = Create("Admin.Worker", "admindb", scenario.AdminDatabase, options, shared);
        MainWorker = Create("Main.Worker", "maindb", scenario.MainDatabase, options, shared);
    }

    internal Replica[] AdminApi { get; }

    internal Replica[] MainApi { get; }

    internal Replica[] AdminWorker { get; }

    internal Replica[] MainWorker { get; }

    internal Replica[][] Services => [AdminApi, MainApi, AdminWorker, MainWorker];

    internal Replica[] All => [.. Services.SelectMany(replicas => replicas)];

    internal static async Task<Fleet> StartAsync(Scenario scenario, FleetOptions options, CancellationToken cancellationToken)
    {
        var fleet = new Fleet(scenario, options);
        try
        {
            await fleet.AddAccountsAsync(scenario);
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

    /// <summary>Keeps the output of the services, and says where.</summary>
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

    /// <summary>Each process has an account of its own: the server then tells who does what, and none of them may write while the database is read-only.</summary>
    private async Task AddAccountsAsync(Scenario scenario)
    {
        foreach (
            var (replicas, database) in ((Replica[], string)[])
                [
                    (AdminApi, scenario.AdminDatabase),
                    (AdminWorker, scenario.AdminDatabase),
                    (MainApi, scenario.MainDatabase),
                    (MainWorker, scenario.MainDatabase),
                ]
        )
        {
            var accounts = new DatabaseAccounts(database);
            foreach (var process in replicas)
                await accounts.CreateAsync(process.Account, _password);
        }
    }

    private Replica[] Create(string name, string connectionName, string database, FleetOptions options, Dictionary<string, string> shared)
    {
        return
        [
            .. Enumerable
                .Range(0, options.Replicas)
                .Select(number => new Replica(
                    name,
                    number,
                    options,
                    account => new Dictionary<string, string>(shared)
                    {
                        [$"ConnectionStrings__{connectionName}"] = new MySqlConnectionStringBuilder(database)
                        {
                            UserID = account,
                            Password = _password,
                        }.ConnectionString,
                    }
                )),
        ];
    }
}
