using ProductPlatform.Testing.Servers;

namespace ProductPlatform.Tests.Platform;

/// <summary>A pair for the tests that break servers: they run one after another, and each finds both servers running.</summary>
public sealed class BreakableServers : IAsyncLifetime
{
    private ServerPair _pair = null!;

    public async Task InitializeAsync() => _pair = await ServerPair.StartAsync();

    public async Task DisposeAsync() => await _pair.DisposeAsync();

    internal async Task<ServerPair> TakeAsync()
    {
        await _pair.MySql.RestoreAsync();
        await _pair.RabbitMq.RestoreAsync();
        return _pair;
    }
}

/// <summary>The tests that share these servers.</summary>
[CollectionDefinition(Name)]
public sealed class BreakingTests : ICollectionFixture<BreakableServers>
{
    public const string Name = "Broken servers";
}
