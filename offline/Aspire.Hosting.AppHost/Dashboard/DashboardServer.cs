using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>The page's own small web server, on loopback, for as long as the AppHost runs.</summary>
internal sealed partial class DashboardServer(DashboardSettings settings, IServiceProvider services, ILoggerFactory loggers)
    : IHostedService, IAsyncDisposable
{
    private readonly ILogger _logger = loggers.CreateLogger("Aspire.Hosting.DistributedApplication");
    private WebApplication? _app;

    public string Url => $"http://localhost:{new Uri(_app!.Urls.First()).Port}";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _app = await ListenAsync(settings.Port, cancellationToken);
        }
        catch (IOException) when (settings.Port != 0)
        {
            // Another AppHost has the port: two of them side by side are fine.
            Log.PortTaken(_logger, settings.Port);
            _app = await ListenAsync(0, cancellationToken);
        }

        // The AppHost's own code finds in the configuration where the page is and how to log in, as with Aspire's dashboard.
        var configuration = services.GetRequiredService<IConfiguration>();
        configuration["ASPNETCORE_URLS"] = Url;
        configuration["AppHost:BrowserToken"] = settings.AllowAnonymous ? null : settings.Token;

        if (settings.AllowAnonymous) Log.Open(_logger, Url);
        else Log.Login(_logger, $"{Url}/login?t={Uri.EscapeDataString(settings.Token)}");
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }

    private async Task<WebApplication> ListenAsync(int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, port));
        builder.Services.AddRoutingCore();
        // The AppHost's own lifetime hears the signals.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();

        var app = builder.Build();
        app.Use(services.GetRequiredService<DashboardGuard>().InvokeAsync);
        app.UseRouting();
        services.GetRequiredService<DashboardEndpoints>().Map(app, app.Lifetime.ApplicationStopping);
        try
        {
            await app.StartAsync(cancellationToken);
            return app;
        }
        catch (IOException)
        {
            await app.DisposeAsync();
            throw;
        }
    }

    // "localhost" cannot take a free port of the system's choice; the loopback address can.
    private static void Listen(KestrelServerOptions kestrel, int port)
    {
        kestrel.AddServerHeader = false;
        if (port == 0) kestrel.Listen(IPAddress.Loopback, 0);
        else kestrel.ListenLocalhost(port);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Login to the dashboard at {Url}")]
        public static partial void Login(ILogger logger, string url);

        [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "The dashboard at {Url} is open to everybody on this machine")]
        public static partial void Open(ILogger logger, string url);

        [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "Port {Port} is taken; the dashboard takes a free one")]
        public static partial void PortTaken(ILogger logger, int port);
    }
}
