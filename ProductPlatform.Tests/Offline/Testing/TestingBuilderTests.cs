using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace ProductPlatform.Tests.Offline.Testing;

public sealed class TestingBuilderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_fixed_port_becomes_a_free_one()
    {
        await using var builder = await CreateAsync();
        AddSleeper(builder).WithHttpEndpoint(port: 5000);
        await using var app = await StartAsync(builder);

        var endpoint = app.GetEndpoint("sleeper");

        Assert.True(endpoint.IsLoopback);
        Assert.NotEqual(5000, endpoint.Port);
    }

    [Fact]
    public async Task A_fixed_port_stays_where_the_test_wants_that()
    {
        await using var builder = await CreateAsync("--DcpPublisher:RandomizePorts=false");

        Assert.Equal("false", builder.Configuration["DcpPublisher:RandomizePorts"]);
    }

    [Fact]
    public async Task A_client_points_at_the_endpoint()
    {
        await using var builder = await CreateAsync();
        AddSleeper(builder).WithHttpEndpoint(name: "admin").WithHttpEndpoint();
        await using var app = await StartAsync(builder);

        using var client = app.CreateHttpClient("sleeper", "admin");

        Assert.Equal(app.GetEndpoint("sleeper", "admin"), client.BaseAddress);
        Assert.NotEqual(app.GetEndpoint("sleeper"), client.BaseAddress);
    }

    [Fact]
    public async Task A_connection_string_is_told()
    {
        await using var builder = await CreateAsync();
        builder.Configuration["ConnectionStrings:shop"] = "Server=somewhere";
        builder.AddConnectionString("shop");
        await using var app = await StartAsync(builder);

        Assert.Equal("Server=somewhere", await app.GetConnectionStringAsync("shop"));
    }

    [Fact]
    public async Task Notifications_tell_when_a_resource_runs_and_ends()
    {
        await using var builder = await CreateAsync();
        builder.AddExecutable("short", "/bin/sh", ".", "-c", "exit 3");
        await using var app = await StartAsync(builder);

        var ended = await app.ResourceNotifications
            .WaitForResourceAsync("short", change => change.Snapshot.ExitCode is not null).WaitAsync(Patience);

        Assert.Equal(3, ended.Snapshot.ExitCode);
    }

    [Fact]
    public async Task An_unknown_resource_or_endpoint_is_an_error()
    {
        await using var builder = await CreateAsync();
        AddSleeper(builder);
        await using var app = await StartAsync(builder);

        Assert.Throws<ArgumentException>(() => app.CreateHttpClient("nobody"));
        Assert.Throws<ArgumentException>(() => app.GetEndpoint("sleeper"));
        await Assert.ThrowsAsync<ArgumentException>(async () => await app.GetConnectionStringAsync("sleeper"));
    }

    [Fact]
    public async Task An_application_that_has_not_started_has_no_addresses()
    {
        await using var builder = await CreateAsync();
        AddSleeper(builder).WithHttpEndpoint();
        await using var app = await builder.BuildAsync();

        Assert.Throws<InvalidOperationException>(() => app.GetEndpoint("sleeper"));
    }

    // The AppHost's own builder, and nothing of what the AppHost put into it.
    private static async Task<IDistributedApplicationTestingBuilder> CreateAsync(params string[] arguments)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.ProductPlatform_AppHost>(
            ["--Servers=external", "--ConnectionStrings:maindb=a", "--ConnectionStrings:admindb=b", "--ConnectionStrings:messaging=c", .. arguments]);
        builder.Resources.Clear();
        return builder;
    }

    private static IResourceBuilder<ExecutableResource> AddSleeper(IDistributedApplicationTestingBuilder builder) =>
        builder.AddExecutable("sleeper", "/bin/sh", ".", "-c", "exec sleep 1000");

    private static async Task<DistributedApplication> StartAsync(IDistributedApplicationTestingBuilder builder)
    {
        var app = await builder.BuildAsync();
        await app.StartAsync().WaitAsync(Patience);
        foreach (var resource in builder.Resources.OfType<ExecutableResource>().Where(resource => resource.Name == "sleeper"))
            await app.ResourceNotifications.WaitForResourceAsync(resource.Name, KnownResourceStates.Running).WaitAsync(Patience);
        return app;
    }
}
