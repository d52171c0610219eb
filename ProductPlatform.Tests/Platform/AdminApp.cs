using System.Net;
using System.Security.Cryptography.X509Certificates;
using Admin.Api;
using Admin.Data.Users;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Platform;

/// <summary>Admin.Api inside the test's process, on Kestrel and a free port: what tests see is what clients see.</summary>
public sealed class AdminApp : WebApplicationFactory<AdminApiMarker>
{
    private readonly (string Key, string Value)[] _settings;

    private AdminApp((string Key, string Value)[] settings) => _settings = settings;

    /// <summary>The certificate that it serves https with; null when it serves http.</summary>
    public X509Certificate2? Certificate { get; private init; }

    public static AdminApp Start(string database, string broker, params (string Key, string Value)[] settings) =>
        Start(database, broker, null, settings);

    public static AdminApp Start(
        string database,
        string broker,
        X509Certificate2? certificate,
        params (string Key, string Value)[] settings
    )
    {
        var app = new AdminApp([("ConnectionStrings:admindb", database), ("ConnectionStrings:messaging", broker), .. settings])
        {
            Certificate = certificate,
        };
        app.StartOnFreePort(certificate);
        return app;
    }

    /// <summary>A client that sends what it is told to and follows nothing.</summary>
    public HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = ClientOptions.BaseAddress };

    /// <summary>A browser of its own, or one whose cookies others share.</summary>
    public Visitor NewVisitor(User? user = null, CookieContainer? cookies = null, string? from = null) =>
        new(ClientOptions.BaseAddress, Certificate, user, cookies, from);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
    }
}
