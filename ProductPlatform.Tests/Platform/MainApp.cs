using System.Security.Cryptography.X509Certificates;
using Main.Api;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace ProductPlatform.Tests.Platform;

/// <summary>Main.Api inside the test's process, on Kestrel and a free port; it finds Admin by service discovery.</summary>
public sealed class MainApp : WebApplicationFactory<MainApiMarker>
{
    private readonly (string Key, string Value)[] _settings;

    private MainApp((string Key, string Value)[] settings) => _settings = settings;

    public static MainApp Start(string database, string broker, Uri admin, params (string Key, string Value)[] settings) =>
        Start(database, broker, admin, null, settings);

    public static MainApp Start(
        string database,
        string broker,
        Uri admin,
        X509Certificate2? certificate,
        params (string Key, string Value)[] settings
    )
    {
        var app = new MainApp([
            ("ConnectionStrings:maindb", database),
            ("ConnectionStrings:messaging", broker),
            ("services:admin-api:http:0", admin.ToString()),
            .. settings,
        ]);
        app.StartOnFreePort(certificate);
        return app;
    }

    /// <summary>A client that sends what it is told to and follows nothing.</summary>
    public HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = ClientOptions.BaseAddress };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
    }
}
