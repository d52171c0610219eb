using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ProductPlatform.Tests.Offline.MySqlClient;

public sealed class MySqlDbContextTests
{
    private const string Section = "Aspire:Pomelo:EntityFrameworkCore:MySql";
    private const string Nowhere = "Server=127.0.0.1;Port=1;Database=shop";

    [Fact]
    public void The_context_uses_the_connection_string_of_that_name()
    {
        var builder = Builder(($"{Section}:ServerVersion", "8.0.40-mysql"), ("ConnectionStrings:shopdb", Nowhere));
        builder.AddMySqlDbContext<ShopContext>("shopdb");
        using var host = builder.Build();

        using var context = Context(host);

        Assert.Contains("Port=1", context.Database.GetConnectionString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_section_of_the_context_overrules_the_common_one()
    {
        var builder = Builder(
            ($"{Section}:ServerVersion", "8.0.40-mysql"),
            ("ConnectionStrings:shopdb", Nowhere),
            ($"{Section}:CommandTimeout", "10"),
            ($"{Section}:{nameof(ShopContext)}:CommandTimeout", "20")
        );
        builder.AddMySqlDbContext<ShopContext>("shopdb");
        using var host = builder.Build();

        using var context = Context(host);

        Assert.Equal(20, context.Database.GetCommandTimeout());
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Commands_are_retried_unless_that_is_disabled(bool disable, bool retries)
    {
        var builder = Builder(($"{Section}:ServerVersion", "8.0.40-mysql"), ("ConnectionStrings:shopdb", Nowhere));
        builder.AddMySqlDbContext<ShopContext>("shopdb", settings => settings.DisableRetry = disable);
        using var host = builder.Build();

        using var context = Context(host);

        Assert.Equal(retries, context.Database.CreateExecutionStrategy().RetriesOnFailure);
    }

    [Fact]
    public void A_missing_connection_string_is_an_error_that_says_where_to_put_it()
    {
        var builder = Builder();
        builder.AddMySqlDbContext<ShopContext>("shopdb");
        using var host = builder.Build();

        var error = Assert.Throws<InvalidOperationException>(() => Context(host));

        Assert.Contains("'ConnectionStrings:shopdb'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_health_check_is_named_after_the_context()
    {
        var builder = Builder();
        builder.AddMySqlDbContext<ShopContext>("shopdb");
        using var host = builder.Build();

        var checks = host.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations;

        Assert.Equal([nameof(ShopContext)], checks.Select(check => check.Name));
    }

    [Fact]
    public void Enriching_adds_retry_and_timeout_to_options_of_the_application()
    {
        var builder = Builder();
        builder.Services.AddDbContext<ShopContext>(options => options.UseMySql(Nowhere, ServerVersion.Parse("8.0.40-mysql")));
        builder.EnrichMySqlDbContext<ShopContext>(settings => settings.CommandTimeout = 30);
        using var host = builder.Build();

        using var context = Context(host);

        Assert.Equal((true, 30), (context.Database.CreateExecutionStrategy().RetriesOnFailure, context.Database.GetCommandTimeout()));
    }

    [Fact]
    public void Enriching_refuses_a_second_opinion_about_the_timeout()
    {
        var builder = Builder();
        builder.Services.AddDbContext<ShopContext>(options =>
            options.UseMySql(Nowhere, ServerVersion.Parse("8.0.40-mysql"), mySql => mySql.CommandTimeout(10))
        );
        builder.EnrichMySqlDbContext<ShopContext>(settings => settings.CommandTimeout = 30);
        using var host = builder.Build();

        Assert.Throws<InvalidOperationException>(() => Context(host));
    }

    [Fact]
    public void Enriching_an_unregistered_context_is_an_error()
    {
        var builder = Builder();

        Assert.Throws<InvalidOperationException>(() => builder.EnrichMySqlDbContext<ShopContext>());
    }

    [Fact]
    public void Registering_a_context_twice_is_an_error_in_development()
    {
        var builder = Builder();
        builder.AddMySqlDbContext<ShopContext>("shopdb");

        Assert.Throws<InvalidOperationException>(() => builder.AddMySqlDbContext<ShopContext>("shopdb"));
    }

    private static ShopContext Context(IHost host) => host.Services.CreateScope().ServiceProvider.GetRequiredService<ShopContext>();

    private static HostApplicationBuilder Builder(params (string Key, string Value)[] configuration)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = Environments.Development });
        builder.Configuration.AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        return builder;
    }

    private sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options);
}
