using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ProductPlatform.Tests.Platform;

/// <summary>Replaces Admin.Api: a real server that answers /api/user as a test says, or not at all.</summary>
public sealed class AdminStub
{
    private WebApplication? _app;
    private int _asked;
    private int _port;

    /// <summary>What is answered; the next user by default.</summary>
    public RequestDelegate Answer { get; set; } = User(1);

    /// <summary>How many requests it received.</summary>
    public int Asked => _asked;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public static RequestDelegate User(int id) => Text(HttpStatusCode.OK, $$"""{"id":{{id}}}""");

    public static RequestDelegate Text(HttpStatusCode status, string body) =>
        context =>
        {
            context.Response.StatusCode = (int)status;
            return body.Length == 0 ? Task.CompletedTask : context.Response.WriteAsync(body);
        };

    /// <summary>Starts, or starts again where it was before.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{_port}");
        _app = builder.Build();
        _app.MapGet(
            "/api/user",
            context =>
            {
                Interlocked.Increment(ref _asked);
                return Answer(context);
            }
        );
        await _app.StartAsync();
        _port = new Uri(Assert.Single(_app.Urls)).Port;
    }

    public async Task StopAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _app = null;
    }
}
