using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ProductPlatform.Tests.Offline.Testing;

/// <summary>The platform's own entry point, with servers that nobody connects to.</summary>
public sealed class EntryPointTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string[] External =
    [
        "--Servers=external", "--ConnectionStrings:maindb=Server=nowhere", "--ConnectionStrings:admindb=Server=nowhere",
        "--ConnectionStrings:messaging=amqp://nowhere",
    ];

    [Fact]
    public async Task The_entry_point_fills_the_builder()
    {
        await using var builder = await CreateAsync();

        Assert.Contains(builder.Resources, resource => resource.Name == "main-api");
    }

    [Fact]
    public async Task It_runs_as_from_its_own_directory_and_launch_profile()
    {
        await using var builder = await CreateAsync();

        Assert.Equal("ProductPlatform.AppHost", Path.GetFileName(builder.AppHostDirectory));
        Assert.Equal(builder.AppHostDirectory, builder.Environment.ContentRootPath);
        Assert.True(builder.Environment.IsDevelopment());
    }

    [Fact]
    public async Task It_has_free_ports_and_no_dashboard()
    {
        bool? dashboard = null;
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.ProductPlatform_AppHost>(
            External, (options, _) => dashboard = !options.DisableDashboard);

        Assert.Equal("true", builder.Configuration["DcpPublisher:RandomizePorts"]);
        Assert.False(dashboard);
    }

    [Fact]
    public async Task What_the_test_changes_is_in_the_application()
    {
        await using var builder = await CreateAsync();
        builder.Services.AddSingleton("from the test");
        builder.Configuration["Setting"] = "changed";
        await using var app = await builder.BuildAsync();

        Assert.Equal("from the test", app.Services.GetRequiredService<string>());
        Assert.Equal("changed", app.Services.GetRequiredService<IConfiguration>()["Setting"]);
    }

    [Fact]
    public async Task Stopping_the_application_ends_the_entry_point()
    {
        await using var builder = await CreateAsync();
        builder.Resources.Clear();
        await using var app = await builder.BuildAsync();
        var lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
        await app.StartAsync().WaitAsync(Patience);

        await app.StopAsync().WaitAsync(Patience);

        Assert.True(lifetime.ApplicationStopped.IsCancellationRequested);
    }

    [Fact]
    public async Task An_application_that_is_never_built_is_disposed_of()
    {
        var builder = await CreateAsync();

        await builder.DisposeAsync().AsTask().WaitAsync(Patience);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => builder.BuildAsync());
    }

    [Fact]
    public async Task What_the_entry_point_complains_about_reaches_the_test() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            DistributedApplicationTestingBuilder.CreateAsync<Projects.ProductPlatform_AppHost>(["--Servers=nonsense"]).WaitAsync(Patience));

    [Fact]
    public async Task A_type_of_a_library_is_not_an_entry_point() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => DistributedApplicationTestingBuilder.CreateAsync<Uri>());

    [Fact]
    public async Task Two_tests_at_once_do_not_hear_each_other()
    {
        var builders = await Task.WhenAll(CreateAsync("--Mark=one"), CreateAsync("--Mark=two"));

        Assert.Equal(["one", "two"], builders.Select(builder => builder.Configuration["Mark"]));
        foreach (var builder in builders) await builder.DisposeAsync();
    }

    private static Task<IDistributedApplicationTestingBuilder> CreateAsync(params string[] more) =>
        DistributedApplicationTestingBuilder.CreateAsync<Projects.ProductPlatform_AppHost>([.. External, .. more]);
}
