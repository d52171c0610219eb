using Aspire.Hosting;
using ProductPlatform.AppHost.Endpoints;
using ProductPlatform.Testing.Servers;

namespace ProductPlatform.Tests.Platform;

/// <summary>
/// A real MySQL and a real RabbitMQ that offer TLS. Their certificate is issued for "localhost": 127.0.0.1 is a wrong name of theirs.
/// </summary>
public sealed class TlsServers : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("productplatform-tls-").FullName;

    internal ServerPair Servers { get; private set; } = null!;

    internal int AmqpsPort { get; } = Ports.Free();

    /// <summary>The CA of the servers' certificate.</summary>
    internal string KnownCa { get; private set; } = "";

    /// <summary>A CA that has nothing to do with it.</summary>
    internal string UnknownCa { get; private set; } = "";

    public async Task InitializeAsync()
    {
        using var known = new TestAuthority(_directory, "known-ca");
        using var unknown = new TestAuthority(_directory, "unknown-ca");
        (KnownCa, UnknownCa) = (known.File, unknown.File);
        var (certificate, key) = known.Issue("server", "localhost");
        var advanced = Path.Combine(_directory, "advanced.config");
        await File.WriteAllTextAsync(
            advanced,
            $$"""
            [{rabbit, [{ssl_listeners, [{"127.0.0.1", {{AmqpsPort}}}]},
                       {ssl_options, [{cacertfile, "{{KnownCa}}"}, {certfile, "{{certificate}}"}, {keyfile, "{{key}}"}, {verify, verify_none}]}]}].
            """
        );
        Servers = await ServerPair.StartAsync(
            directory: null,
            mySql => mySql.WithArgs($"--ssl-ca={KnownCa}", $"--ssl-cert={certificate}", $"--ssl-key={key}"),
            broker => broker.WithEnvironment("RABBITMQ_ADVANCED_CONFIG_FILE", advanced)
        );
    }

    public async Task DisposeAsync()
    {
        await Servers.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}

/// <summary>The tests that share these servers.</summary>
[CollectionDefinition(Name)]
public sealed class TlsTests : ICollectionFixture<TlsServers>
{
    public const string Name = "TLS";
}
