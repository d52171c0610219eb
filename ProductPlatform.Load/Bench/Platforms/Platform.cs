using Microsoft.EntityFrameworkCore;
using MySqlConnector;
using ProductPlatform.Load.Bench.Measuring;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Testing;

namespace ProductPlatform.Load.Bench.Platforms;

/// <summary>The four services, one process each, over databases with a catalogue of their own.</summary>
internal sealed class Platform : IAsyncDisposable
{
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TakesLikesWithin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly IReadOnlyDictionary<string, int> _servers;
    private readonly Fleet _fleet;

    private Platform(Scenario scenario, Fleet fleet, int products, IReadOnlyDictionary<string, int> servers) =>
        (Scenario, _fleet, Products, _servers) = (scenario, fleet, products, servers);

    internal Scenario Scenario { get; }

    internal int Products { get; }

    internal Replica AdminApi => _fleet.AdminApi[0];

    internal Replica MainApi => _fleet.MainApi[0];

    internal Replica MainWorker => _fleet.MainWorker[0];

    /// <summary>The services' processes by name.</summary>
    internal IReadOnlyDictionary<string, int> Services => _fleet.All.ToDictionary(service => service.Name, service => service.ProcessId);

    internal static async Task<Platform> StartAsync(
        Scenario scenario,
        FleetOptions options,
        int products,
        int users,
        IReadOnlyDictionary<string, int> servers
    )
    {
        await BulkRows.AddAdminProductsAsync(scenario.AdminDatabase, products);
        await BulkRows.AddMainProductsAsync(scenario.MainDatabase, products);
        await BulkRows.AddUsersAsync(scenario.AdminDatabase, users);
        var fleet = await Fleet.StartAsync(scenario, options, CancellationToken.None);
        await scenario.WaitForQueueAsync(Topology.MainQueue);
        await scenario.WaitForQueueAsync(Topology.AdminQueue);
        var platform = new Platform(scenario, fleet, products, servers);
        await platform.TakesLikesAsync();
        return platform;
    }

    /// <summary>Measures the services and both servers.</summary>
    internal Meter NewMeter() => new(Services.Concat(_servers).ToDictionary());

    /// <summary>Returns when no event waits in an outbox or a queue, and none that a consumer holds is being applied.</summary>
    internal async Task SettleAsync()
    {
        long? applied = null;
        await Eventually.IsTrueAsync(
            async () =>
            {
                var before = applied;
                applied = await IsEmptyAsync() ? await AppliedAsync() : null;
                return applied is not null && applied == before;
            },
            "outboxes and queues are empty",
            SettlesWithin,
            Look
        );
    }

    private async Task<bool> IsEmptyAsync()
    {
        if (await Scenario.OutboxDepthAsync(Scenario.OpenAdmin()) + await Scenario.OutboxDepthAsync(Scenario.OpenMain()) > 0)
            return false;

        await using var channel = await Scenario.OpenGettingChannelAsync();
        return await channel.CountAsync(Topology.MainQueue) + await channel.CountAsync(Topology.AdminQueue) == 0;
    }

    /// <summary>A number that every applied event makes larger.</summary>
    private async Task<long> AppliedAsync()
    {
        await using var admin = await OpenAsync(Scenario.AdminDatabase);
        await using var main = await OpenAsync(Scenario.MainDatabase);
        return await ReadAsync(admin, "SELECT SUM(likes) FROM product") + await ReadAsync(main, "SELECT SUM(version) FROM product");
    }

    /// <summary>Main asks Admin for a user, and counts as an outage what Admin compiles at the first requests.</summary>
    private async Task TakesLikesAsync()
    {
        using var http = new HttpClient { BaseAddress = MainApi.Address };
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var response = await http.PostAsync(new Uri("/flask/api/products/1/like", UriKind.Relative), null);
                return response.IsSuccessStatusCode;
            },
            "a like is accepted",
            TakesLikesWithin,
            Look
        );
    }

    /// <summary>A single number of a database, over a connection that the caller keeps for many.</summary>
    internal static async Task<long> ReadAsync(MySqlConnection connection, string sql)
    {
        await using var command = new MySqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    internal static async Task<MySqlConnection> OpenAsync(string database)
    {
        var connection = new MySqlConnection(database);
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await _fleet.DisposeAsync();
        await Scenario.DisposeAsync();
    }
}
