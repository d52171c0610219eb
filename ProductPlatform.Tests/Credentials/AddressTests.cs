using Microsoft.Extensions.Logging;
using MySqlConnector;
using ProductPlatform.ServiceDefaults;
using ProductPlatform.Tests.Platform;
using ProductPlatform.Tests.Platform.Secrets;

namespace ProductPlatform.Tests.Credentials;

/// <summary>Which of secret, SQL_* and connection string says where the database is.</summary>
public sealed class AddressTests : IAsyncLifetime
{
    private static readonly (string Key, string Value)[] Settings =
    [
        ("SQL_USER", "set-user"),
        ("SQL_PASSWORD", "set-pass"),
        ("SQL_HOST", "set-host"),
        ("SQL_PORT", "3301"),
        ("SQL_DATABASE", "set-db"),
    ];

    private static readonly (string Key, string Value) ConnectionString = (
        "ConnectionStrings:shopdb",
        "Server=str-host;Port=3302;Database=str-db;User ID=str-user;Password=str-pass"
    );

    private SecretsServer _secrets = null!;

    public async Task InitializeAsync() => _secrets = await SecretsServer.StartAsync();

    public async Task DisposeAsync() => await _secrets.DisposeAsync();

    [Theory]
    [InlineData("3300")]
    [InlineData("\"3300\"")]
    public async Task The_secret_comes_first_and_its_port_is_a_number_or_a_string(string port)
    {
        _secrets.Put("shop", $$"""{"username":"sec-user","password":"sec-pass","host":"sec-host","port":{{port}},"dbname":"sec-db"}""");

        await using var host = await ShopHost.StartAsync(_secrets.Client(), [("SECRET_NAME", "shop"), .. Settings, ConnectionString]);

        Assert.Equal("sec-user sec-pass sec-host 3300 sec-db", Text(host.Address));
    }

    [Theory]
    [InlineData("username", "set-user sec-pass sec-host 3300 sec-db")]
    [InlineData("password", "sec-user set-pass sec-host 3300 sec-db")]
    [InlineData("host", "sec-user sec-pass set-host 3300 sec-db")]
    [InlineData("port", "sec-user sec-pass sec-host 3301 sec-db")]
    [InlineData("dbname", "sec-user sec-pass sec-host 3300 set-db")]
    public async Task A_value_missing_in_the_secret_comes_from_its_setting(string missing, string expected)
    {
        Dictionary<string, object> secret = new()
        {
            ["username"] = "sec-user",
            ["password"] = "sec-pass",
            ["host"] = "sec-host",
            ["port"] = 3300,
            ["dbname"] = "sec-db",
        };
        secret.Remove(missing);
        _secrets.Put("shop", secret);

        await using var host = await ShopHost.StartAsync(_secrets.Client(), [("SECRET_NAME", "shop"), .. Settings, ConnectionString]);

        Assert.Equal(expected, Text(host.Address));
    }

    [Theory]
    [InlineData("33o1")]
    [InlineData("0")]
    [InlineData("65536")]
    public async Task An_invalid_port_is_reported_and_not_replaced_by_another(string port)
    {
        await using var host = await ShopHost.StartAsync([.. Settings, ("SQL_PORT", port), ConnectionString]);

        var error = Assert.Throws<ConfigurationException>(() => host.Address);

        Assert.Contains("SQL_PORT is not a number from 1 to 65535", error.Message, StringComparison.Ordinal);
        Assert.Contains(host.Log.Ours(LogLevel.Error), line => line.Contains("SQL_PORT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_with_an_invalid_port_is_not_used_and_that_is_reported()
    {
        _secrets.Put("shop", """{"username":"sec-user","password":"sec-pass","host":"sec-host","port":"mysql","dbname":"sec-db"}""");

        await using var host = await ShopHost.StartAsync(_secrets.Client(), [("SECRET_NAME", "shop"), ConnectionString]);

        Assert.Equal("str-user str-pass str-host 3302 str-db", Text(host.Address));
        Assert.Contains(host.Log.Ours(LogLevel.Warning), line => line.Contains("its port is not a number", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_secret_the_settings_come_before_the_connection_string()
    {
        await using var host = await ShopHost.StartAsync([.. Settings, ConnectionString]);

        Assert.Equal("set-user set-pass set-host 3301 set-db", Text(host.Address));
    }

    [Fact]
    public async Task The_connection_string_comes_last()
    {
        await using var host = await ShopHost.StartAsync(ConnectionString);

        Assert.Equal("str-user str-pass str-host 3302 str-db", Text(host.Address));
    }

    [Fact]
    public async Task Incomplete_settings_are_ignored_with_a_warning_that_says_what_is_missing()
    {
        await using var host = await ShopHost.StartAsync(("SQL_HOST", "set-host"), ("SQL_USER", "set-user"), ConnectionString);

        Assert.Equal("str-host", host.Address.Server);
        Assert.Contains("SQL_PASSWORD, SQL_DATABASE", Assert.Single(host.Log.Ours(LogLevel.Warning)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incomplete_secret_is_ignored_with_a_warning_that_says_what_to_add()
    {
        _secrets.Put("shop", new { username = "sec-user", host = "sec-host" });

        await using var host = await ShopHost.StartAsync(_secrets.Client(), ("SECRET_NAME", "shop"), ConnectionString);

        Assert.Equal("str-host", host.Address.Server);
        Assert.Contains(
            "lacks password, dbname: put it in, or set SQL_PASSWORD, SQL_DATABASE",
            Assert.Single(host.Log.Ours(LogLevel.Warning)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task In_Production_a_secret_has_a_default_name()
    {
        _secrets.Put(
            ShopHost.DefaultSecret,
            new
            {
                username = "sec-user",
                password = "sec-pass",
                host = "sec-host",
                port = 3300,
                dbname = "sec-db",
            }
        );

        await using var host = await ShopHost.StartAsync(_secrets.Client(), ("Environment", "Production"), ConnectionString);

        Assert.Equal("sec-host", host.Address.Server);
    }

    [Theory]
    [InlineData("Development", null)]
    [InlineData("Production", "")]
    public async Task No_secret_is_asked_for_where_none_is_named(string environment, string? name)
    {
        await using var host = await ShopHost.StartAsync(
            _secrets.Client(),
            [("Environment", environment), ConnectionString, .. name is null ? [] : new[] { ("SECRET_NAME", name) }]
        );

        Assert.Equal(("str-host", 0), (host.Address.Server, _secrets.Reads));
    }

    [Fact]
    public async Task Nothing_configured_is_an_error_that_says_what_to_set()
    {
        await using var host = await ShopHost.StartAsync();

        var error = Assert.Throws<ConfigurationException>(() => host.Address);
        Assert.Contains(
            "Set ConnectionStrings__shopdb; or SQL_HOST, SQL_USER, SQL_PASSWORD and SQL_DATABASE; or SECRET_NAME",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(error.Message, Assert.Single(host.Log.Ours(LogLevel.Error)));
    }

    [Fact]
    public async Task A_bad_connection_string_is_an_error_that_does_not_quote_it()
    {
        // A password with a semicolon, not quoted: the parser takes its second half for a keyword and names it.
        await using var host = await ShopHost.StartAsync(("ConnectionStrings:shopdb", "Server=db;User ID=u;Password=first;secondhalf=x"));

        var error = Assert.Throws<ConfigurationException>(() => host.Address);
        Assert.DoesNotContain("secondhalf", $"{error} {host.Log.All()}", StringComparison.OrdinalIgnoreCase);
    }

    private static string Text(MySqlConnectionStringBuilder address) =>
        $"{address.UserID} {address.Password} {address.Server} {address.Port} {address.Database}";
}
