using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using CliWrap;
using CliWrap.Buffered;
using MySqlConnector;
using ProductPlatform.AppHost.Endpoints;
using ProductPlatform.AppHost.Servers;

namespace ProductPlatform.Testing.Servers;

/// <summary>
/// A real MySQL and a real RabbitMQ, the programs and resources that the AppHost runs, in a temporary directory. Most tests use
/// <see cref="SharedAsync"/>, each with a database and a virtual host of its own; tests that stop a server share another.
/// </summary>
public sealed class ServerPair : IAsyncDisposable
{
    private const string MySqlName = "mysql";
    private const string BrokerName = "messaging";
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(120);
    private static readonly Lazy<Task<ServerPair>> Shared = new(() => StartAsync());
    private static int _numbers;

    private readonly DistributedApplication _app;
    private readonly DataFolder _data;
    private readonly NativeRabbitMqResource _broker;
    private readonly Queue<string> _virtualHosts = new();
    private readonly SemaphoreSlim _virtualHostsGate = new(1);
    private bool _keepsData;

    private ServerPair(DistributedApplication app, DataFolder data, NativeMySqlResource mySql, NativeRabbitMqResource broker)
    {
        (_app, _data, _broker) = (app, data, broker);
        MySql = new ServerControl(app, mySql);
        RabbitMq = new ServerControl(app, broker);
    }

    /// <summary>Stops, kills, freezes and starts the database server.</summary>
    public ServerControl MySql { get; }

    /// <summary>Stops, kills, freezes and starts the broker.</summary>
    public ServerControl RabbitMq { get; }

    /// <summary>The database server as root, without a database.</summary>
    public string MySqlConnectionString { get; private set; } = "";

    /// <summary>The broker's address with the default virtual host.</summary>
    public string BrokerUri { get; private set; } = "";

    /// <summary>The pair of this test run, started when the first test asks for it and stopped after the last test.</summary>
    public static Task<ServerPair> SharedAsync() => Shared.Value;

    internal static async Task StopSharedAsync()
    {
        if (Shared.IsValueCreated)
            await (await Shared.Value).DisposeAsync();
    }

    /// <summary>
    /// Starts a pair of one's own, to be disposed by the caller; on data of its own, or on a directory that the caller keeps.
    /// </summary>
    public static Task<ServerPair> StartAsync(string? directory = null) => StartAsync(directory, _ => { }, _ => { });

    /// <summary>Starts a pair of one's own whose servers are configured further.</summary>
    internal static async Task<ServerPair> StartAsync(
        string? directory,
        Action<IResourceBuilder<NativeMySqlResource>> configureMySql,
        Action<IResourceBuilder<NativeRabbitMqResource>> configureBroker
    )
    {
        var programs = ServerPrograms.Find();
        var data = DataFolder.Take(directory ?? Directory.CreateTempSubdirectory("productplatform-").FullName);
        var builder = PartOfTheAppHost.Create();
        var password = builder.AddParameter("password", RandomNumberGenerator.GetHexString(20), secret: true);
        var mySql = builder.AddNativeMySql(MySqlName, programs.MySql, data, password, Ports.Free());
        var broker = builder.AddNativeRabbitMq(BrokerName, programs.RabbitMq, data, password, Ports.Free());
        configureMySql(mySql);
        configureBroker(broker);
        var app = builder.Build();
        var pair = new ServerPair(app, data, mySql.Resource, broker.Resource) { _keepsData = directory is not null };
        try
        {
            await app.StartAsync().WaitAsync(ReadyWithin);
            await Task.WhenAll(pair.MySql.AnsweringAsync(), pair.RabbitMq.AnsweringAsync());
            pair.MySqlConnectionString = (await app.GetConnectionStringAsync(MySqlName))!;
            pair.BrokerUri = (await app.GetConnectionStringAsync(BrokerName))!;
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = NextName("db");
        await using var connection = new MySqlConnection(MySqlConnectionString);
        await connection.OpenAsync();
        await using var command = new MySqlCommand($"CREATE DATABASE `{name}`", connection);
        await command.ExecuteNonQueryAsync();
        return $"{MySqlConnectionString};Database={name}";
    }

    /// <summary>Returns the address of an empty virtual host that no other caller gets.</summary>
    public async Task<string> CreateVirtualHostAsync()
    {
        await _virtualHostsGate.WaitAsync();
        try
        {
            if (_virtualHosts.Count == 0)
                await CreateVirtualHostsAsync();
            return $"{BrokerUri}/{_virtualHosts.Dequeue()}";
        }
        finally
        {
            _virtualHostsGate.Release();
        }
    }

    // Many at a time: the broker's tool takes a second of processor time to start, and no longer for sixteen than for one.
    private async Task CreateVirtualHostsAsync()
    {
        string[] names = [.. Enumerable.Range(0, 16).Select(_ => NextName("vhost"))];
        // A file: from its standard input the tool of RabbitMQ 4.0 never comes back.
        var definitions = Path.Combine(_data.Path, $"{names[0]}.json");
        await File.WriteAllTextAsync(
            definitions,
            JsonSerializer.Serialize(
                new
                {
                    vhosts = names.Select(name => new { name }),
                    permissions = names.Select(name => new
                    {
                        user = NativeRabbitMqResource.UserName,
                        vhost = name,
                        configure = ".*",
                        write = ".*",
                        read = ".*",
                    }),
                }
            )
        );
        await RabbitMqCtlAsync("import_definitions", definitions);
        foreach (var name in names)
            _virtualHosts.Enqueue(name);
    }

    /// <summary>Calls the broker's command line tool, for example <c>close_all_connections</c>, and returns what it prints.</summary>
    public async Task<string> RabbitMqCtlAsync(params string[] arguments)
    {
        var result = await Cli.Wrap(_broker.Files.Control)
            .WithArguments(["--quiet", .. arguments])
            .WithEnvironmentVariables(_broker.Files.Environment.ToDictionary(pair => pair.Key, pair => (string?)pair.Value))
            .ExecuteBufferedAsync();
        return result.StandardOutput;
    }

    private static string NextName(string prefix) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{Interlocked.Increment(ref _numbers)}");

    public async ValueTask DisposeAsync()
    {
        // Frozen servers cannot stop.
        await MySql.ResumeAsync();
        await RabbitMq.ResumeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _data.Dispose();
        _virtualHostsGate.Dispose();
        if (!_keepsData)
            Directory.Delete(_data.Path, recursive: true);
    }
}
