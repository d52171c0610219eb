using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Logging.Abstractions;

namespace ProductPlatform.Tests.Offline.Hosting;

public sealed class ReferenceTests
{
    [Fact]
    public async Task A_database_becomes_a_connection_string_and_its_connection_properties()
    {
        var builder = OfflineApplication.Create();
        var password = builder.AddParameter("store-password", "a b&c", secret: true);
        var store = builder.AddResource(new Store("my-store", password.Resource)).WithEndpoint(port: 23456, scheme: "tcp", isProxied: false);
        builder.AddShell("client", "sleep 100").WithReference(store);

        await using var app = builder.Build();
        await app.StartAsync();
        var environment = (await app.WaitForAsync("client", "Running")).Environment();

        Assert.Equal("Server=localhost;Port=23456;Password=a b&c", environment["ConnectionStrings__my-store"]);
        Assert.Equal("localhost", environment["MY_STORE_HOST"]);
        Assert.Equal("store://:a%20b%26c@localhost:23456", environment["MY_STORE_URI"]);
    }

    [Fact]
    public async Task A_project_becomes_an_address_for_service_discovery()
    {
        var builder = OfflineApplication.Create();
        var api = builder.AddProject<Projects.Main_Api>("the-api", launchProfileName: null).WithHttpEndpoint(port: 23457).WithExplicitStart();
        builder.AddShell("client", "sleep 100").WithReference(api);

        await using var app = builder.Build();
        await app.StartAsync();
        var environment = (await app.WaitForAsync("client", "Running")).Environment();

        Assert.Equal("http://localhost:23457", environment["services__the-api__http__0"]);
        Assert.Equal("http://localhost:23457", environment["THE_API_HTTP"]);
    }

    [Fact]
    public async Task A_project_is_told_its_address_and_its_telemetry_name()
    {
        var builder = OfflineApplication.Create();
        var api = builder.AddProject<Projects.Main_Api>("api", launchProfileName: null).WithHttpEndpoint(port: 23458).WithExplicitStart();
        await using var app = builder.Build();
        await app.StartAsync();
        var instance = new ResourceInstance(api.Resource, "abcdefgh") { Ports = { ["http"] = 23458 } };

        var variables = (await Resolution.EnvironmentAsync(api.Resource, builder.ExecutionContext, NullLogger.Instance, CancellationToken.None))
            .ToDictionary(v => v.Name, v => InstanceTemplate.Fill(v.Value, instance));

        Assert.Equal("http://localhost:23458", variables["ASPNETCORE_URLS"]);
        Assert.Equal("api", variables["OTEL_SERVICE_NAME"]);
        Assert.Equal("service.instance.id=abcdefgh", variables["OTEL_RESOURCE_ATTRIBUTES"]);
    }

    [Fact]
    public async Task Parameters_come_from_the_configuration_with_underscores_for_hyphens()
    {
        var builder = OfflineApplication.Create("--Parameters:greeting_text=hello");
        var greeting = builder.AddParameter("greeting-text");
        builder.AddShell("client", "sleep 100").WithEnvironment("GREETING", greeting).WithEnvironment("WORDS", $"<{greeting}>");

        await using var app = builder.Build();
        await app.StartAsync();
        var environment = (await app.WaitForAsync("client", "Running")).Environment();

        Assert.Equal(("hello", "<hello>"), (environment["GREETING"], environment["WORDS"]));
    }

    [Fact]
    public async Task An_argument_can_be_the_port_that_the_host_has_chosen()
    {
        var builder = OfflineApplication.Create();
        var server = builder.AddExecutable("server", "sh", ".", "-c", "echo port $0").WithHttpEndpoint(name: "web");
        server.WithArgs(server.GetEndpoint("web").Property(EndpointProperty.TargetPort));

        await using var app = builder.Build();
        await app.StartAsync();
        await app.WaitForAsync("server", "Finished");

        Assert.Equal($"port {server.GetEndpoint("web").Port}", await app.LogAsync(server.Resource));
    }

    private sealed class Store(string name, ParameterResource password)
        : ExecutableResource(name, "sleep", AppContext.BaseDirectory), IResourceWithConnectionString
    {
        private EndpointReference Endpoint => new(this, "tcp");

        public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
            $"Server={Endpoint.Property(EndpointProperty.Host)};Port={Endpoint.Property(EndpointProperty.Port)};Password={password}");

        IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        [
            new("Host", ReferenceExpression.Create($"{Endpoint.Property(EndpointProperty.Host)}")),
            new("Uri", ReferenceExpression.Create($"store://:{password:uri}@{Endpoint.Property(EndpointProperty.HostAndPort)}")),
        ];
    }
}
