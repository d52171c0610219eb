using Admin.Data;
using Admin.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using ProductPlatform.ServiceDefaults;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Tls;

[Collection(TlsTests.Name)]
public sealed class AmqpsTests(TlsServers tls) : IAsyncLifetime, IDisposable
{
    private readonly FakeLoggerProvider _log = new();
    private IHost? _host;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_host is null)
            return;
        await _host.StopAsync();
        _host.Dispose();
    }

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task A_certificate_of_the_given_CA_for_the_right_name_is_trusted()
    {
        await StartAsync("ConnectionStrings:messaging", "localhost", tls.KnownCa);

        await Eventually.IsTrueAsync(async () => await MessagingAsync() == "connected", "the broker is connected");
    }

    [Fact]
    public async Task RABBIT_MQ_URL_is_verified_alike()
    {
        await StartAsync("RABBIT_MQ_URL", "localhost", tls.KnownCa);

        await Eventually.IsTrueAsync(async () => await MessagingAsync() == "connected", "the broker is connected");
    }

    [Fact]
    public async Task A_wrong_name_is_refused()
    {
        await StartAsync("ConnectionStrings:messaging", "127.0.0.1", tls.KnownCa);

        await RefusedAsync("it is issued for localhost");
    }

    [Fact]
    public async Task An_unknown_CA_is_refused()
    {
        await StartAsync("ConnectionStrings:messaging", "localhost", tls.UnknownCa);

        await RefusedAsync("its CA is unknown");
    }

    [Fact]
    public async Task A_CA_that_this_machine_does_not_trust_is_refused_where_no_file_is_given()
    {
        await StartAsync("ConnectionStrings:messaging", "localhost", null);

        await RefusedAsync("Messaging__CaFile names the file of a private CA");
    }

    /// <summary>One warning, however often it is tried again, and no connection.</summary>
    private async Task RefusedAsync(string reason)
    {
        await Eventually.IsTrueAsync(
            () =>
                Task.FromResult(
                    _log.Collector.Ours(LogLevel.Debug)
                        .Count(line => line.Contains(reason, StringComparison.Ordinal) && line.StartsWith("The ", StringComparison.Ordinal))
                        >= 2
                ),
            "the connection is refused again and again"
        );
        Assert.Single(_log.Collector.Ours(LogLevel.Warning), line => line.Contains(reason, StringComparison.Ordinal));
        Assert.Equal("disconnected", await MessagingAsync());
    }

    private async Task<string?> MessagingAsync() =>
        (await _host!.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "messaging"))
            .Entries["messaging"]
            .Description;

    private async Task StartAsync(string key, string name, string? caFile)
    {
        var plain = new Uri(tls.Servers.BrokerUri);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["SECRET_NAME"] = "",
                ["ConnectionStrings:admindb"] = await tls.Servers.CreateDatabaseAsync(),
                ["Messaging:CaFile"] = caFile,
                [key] = $"amqps://{plain.UserInfo}@{name}:{tls.AmqpsPort}",
            }
        );
        builder.Logging.SetMinimumLevel(LogLevel.Debug).AddProvider(_log);
        builder.AddServiceDefaults("admin");
        builder.AddAdminData();
        AdminWorker.AddWork(builder);
        _host = builder.Build();
        await _host.StartAsync();
    }
}
