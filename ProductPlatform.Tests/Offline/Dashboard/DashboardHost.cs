using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ProductPlatform.Tests.Offline.Dashboard;

/// <summary>An AppHost of two shell processes and a secret, with its page.</summary>
public sealed class DashboardHost : IAsyncLifetime
{
    public const string Token = "the-token-of-this-run";
    public const string Secret = "s3cr3t/of&the=run";
    private const string Talk = "printf '\\033[32mmy key is %s, <b>bold</b>\\033[39m\\n' \"$KEY_OF_MINE\"; echo oops >&2; exec sleep 1000";
    private readonly DistributedApplication _app;
    private int _seeded;

    public DashboardHost() => _app = Build();

    public int Seeded => _seeded;

    public ResourceNotificationService Notifications => _app.ResourceNotifications;

    internal Uri Url => new(Server(_app).Url);

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        await Notifications.WaitForResourceAsync("talker", KnownResourceStates.Running);
    }

    public async Task DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>A browser that does not follow redirects.</summary>
    public HttpClient Browser() =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Url };

    public async Task<HttpClient> LoggedInAsync()
    {
        var browser = Browser();
        (await browser.GetAsync($"/login?t={Token}")).Dispose();
        return browser;
    }

    internal static DashboardServer Server(DistributedApplication app) =>
        app.Services.GetServices<IHostedService>().OfType<DashboardServer>().Single();

    private DistributedApplication Build()
    {
        var builder = Empty(("ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", Token), ("Parameters:key", Secret));
        var secret = builder.AddParameter("key", secret: true);
        builder.AddExecutable("talker", "/bin/sh", ".", "-c", Talk)
            .WithEnvironment("KEY_OF_MINE", secret)
            .WithEnvironment("ADDRESS", ReferenceExpression.Create($"amqp://user:{secret}@nowhere"))
            .WithEnvironment("MARKUP", "<script>alert(1)</script>")
            .WithCommand("seed", "Seed data", _ => Seed(), new CommandOptions { ConfirmationMessage = "Really seed?" })
            .WithCommand("fail", "Fail", _ => Task.FromResult(CommandResults.Failure("It cannot.")));
        builder.AddExecutable("sleeper", "/bin/sh", ".", "-c", "exec sleep 1000");
        return builder.Build();
    }

    internal static IDistributedApplicationBuilder Empty(params (string Key, string Value)[] configuration)
    {
        var builder = DistributedApplication.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        builder.Services.AddLogging(logging => logging.ClearProviders());
        return builder;
    }

    private Task<ExecuteCommandResult> Seed()
    {
        Interlocked.Increment(ref _seeded);
        return Task.FromResult(CommandResults.Success());
    }
}
