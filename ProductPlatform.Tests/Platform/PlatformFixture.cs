using System.Security.Cryptography;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Testing.Servers;

namespace ProductPlatform.Tests.Platform;

/// <summary>
/// The whole platform, as AppHost.cs says, on free ports and in a temporary directory; one for all tests of the collection.
/// </summary>
public sealed class PlatformFixture : IAsyncLifetime
{
    public static readonly string[] Services = ["admin-api", "admin-worker", "main-api", "main-worker"];
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(4);

    private readonly string _data = Directory.CreateTempSubdirectory("productplatform-").FullName;
    private DistributedApplication? _app;

    public DistributedApplication App => _app ?? throw new InvalidOperationException("The platform is not started.");

    public ServerControl MySql => new(App, Resource("mysql"));

    public ServerControl RabbitMq => new(App, Resource("messaging"));

    public HttpClient Client(string service) => App.CreateHttpClient(service, "http");

    /// <summary>The Aspire dashboard's interface for programs, which 'aspire otel' uses.</summary>
    internal async Task<HttpClient> DashboardAsync() =>
        new()
        {
            BaseAddress = new Uri(await App.GetDashboardUrlAsync(), "/api/telemetry/"),
            DefaultRequestHeaders = { { "x-api-key", App.Services.GetRequiredService<IConfiguration>()["AppHost:DashboardApiKey"] } },
        };

    public async Task InitializeAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.ProductPlatform_AppHost>(
            new DistributedApplicationTestingBuilderOptions { EnableDashboard = true },
            [
                "--Servers=native",
                $"--DataDirectory={_data}",
                $"--Parameters:mysql-password={RandomNumberGenerator.GetHexString(20)}",
                $"--Parameters:messaging-password={RandomNumberGenerator.GetHexString(20)}",
                $"--Parameters:admin-password={RandomNumberGenerator.GetHexString(20)}",
                $"--Parameters:internal-secret={RandomNumberGenerator.GetHexString(20)}",
            ]
        );
        builder.LogToFile("platform");
        builder.Services.AddSingleton(TextWriter.Null);
        _app = await builder.BuildAsync();
        await _app.StartAsync().WaitAsync(ReadyWithin);
        await Task.WhenAll(
            Services.Select(service =>
                _app.ResourceNotifications.WaitForResourceHealthyAsync(service, WaitBehavior.StopOnResourceUnavailable)
                    .WaitAsync(ReadyWithin)
            )
        );
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        Directory.Delete(_data, recursive: true);
    }

    private IResource Resource(string name) =>
        App.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == name);
}

/// <summary>The tests that share one platform; one after the other, because some of them stop a server.</summary>
[CollectionDefinition(Name)]
public sealed class PlatformTests : ICollectionFixture<PlatformFixture>
{
    public const string Name = "Platform";
}
