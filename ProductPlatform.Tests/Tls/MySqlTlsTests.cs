using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MySqlConnector;
using ProductPlatform.Tests.Platform;
using ProductPlatform.Tests.Platform.Secrets;

namespace ProductPlatform.Tests.Tls;

[Collection(TlsTests.Name)]
public sealed class MySqlTlsTests(TlsServers tls)
{
    [Fact]
    public async Task A_certificate_of_the_given_CA_for_the_right_name_is_trusted()
    {
        await using var host = await ShopHost.StartAsync(await DatabaseAsync("localhost"), ("SQL_SSL_CA", tls.KnownCa));

        Assert.True(await IsEncryptedAsync(host));
    }

    [Theory]
    [InlineData("SQL_SSL_CA", "")]
    [InlineData("SQL_SSL_MODE", "VerifyFull")]
    [InlineData("", "SslCa={0}")]
    [InlineData("", "SslMode=VerifyFull;SslCa={0}")]
    public async Task A_wrong_name_is_refused_however_verifying_is_asked_for(string setting, string value)
    {
        var inString = setting == "" ? string.Format(System.Globalization.CultureInfo.InvariantCulture, value, tls.KnownCa) : "";
        (string, string)[] settings =
            setting == "SQL_SSL_MODE" ? [(setting, value), ("SQL_SSL_CA", tls.KnownCa)]
            : setting == "" ? []
            : [(setting, tls.KnownCa)];
        await using var host = await ShopHost.StartAsync([await DatabaseAsync("127.0.0.1", inString), .. settings]);

        var error = await Assert.ThrowsAnyAsync<Exception>(() => host.QueryAsync());

        Assert.Contains("it is issued for localhost", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_CA_is_refused()
    {
        await using var host = await ShopHost.StartAsync(await DatabaseAsync("localhost"), ("SQL_SSL_CA", tls.UnknownCa));

        var error = await Assert.ThrowsAnyAsync<Exception>(() => host.QueryAsync());

        Assert.Contains("its CA is unknown", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_CA_that_this_machine_does_not_trust_is_refused_where_no_file_is_given()
    {
        await using var host = await ShopHost.StartAsync(await DatabaseAsync("localhost"), ("SQL_SSL_MODE", "VerifyFull"));

        var error = await Assert.ThrowsAnyAsync<Exception>(() => host.QueryAsync());

        Assert.Contains("SQL_SSL_CA names the file of a private CA", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_logged_once_for_many_connections()
    {
        await using var host = await ShopHost.StartAsync(await DatabaseAsync("127.0.0.1"), ("SQL_SSL_CA", tls.KnownCa));

        for (var i = 0; i < 2; i++)
            await Assert.ThrowsAnyAsync<Exception>(() => host.QueryAsync());

        Assert.Contains("it is issued for localhost", Assert.Single(host.Log.Ours(LogLevel.Error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_CA_file_is_reported()
    {
        await using var host = await ShopHost.StartAsync(await DatabaseAsync("localhost"), ("SQL_SSL_CA", "/nowhere/ca.pem"));

        var error = await Assert.ThrowsAnyAsync<Exception>(() => host.QueryAsync());

        Assert.Contains("'/nowhere/ca.pem' cannot be read", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_VerifyCA_the_name_does_not_matter()
    {
        await using var host = await ShopHost.StartAsync(await DatabaseAsync("127.0.0.1", "SslMode=VerifyCA"), ("SQL_SSL_CA", tls.KnownCa));

        Assert.True(await IsEncryptedAsync(host));
    }

    /// <summary>By what a context is configured with: "Required" is the driver's word for leaving the certificate to us.</summary>
    [Theory]
    [InlineData("localhost", MySqlSslMode.Preferred)]
    [InlineData("127.0.0.1", MySqlSslMode.Preferred)]
    [InlineData("::1", MySqlSslMode.Preferred)]
    [InlineData("mysql", MySqlSslMode.Preferred)]
    [InlineData("db.example.com", MySqlSslMode.Required)]
    [InlineData("10.0.0.7", MySqlSslMode.Required)]
    [InlineData("mysql,db.example.com", MySqlSslMode.Required)]
    public async Task Servers_outside_this_machine_and_its_container_network_are_verified_by_default(string server, MySqlSslMode expected)
    {
        await using var host = await ShopHost.StartAsync(("ConnectionStrings:shopdb", $"Server={server};Database=d;User ID=u;Password=p"));

        Assert.Equal(expected, host.Address.SslMode);
    }

    [Fact]
    public async Task What_the_connection_string_says_is_done()
    {
        await using var host = await ShopHost.StartAsync(
            ("ConnectionStrings:shopdb", "Server=db.example.com;Database=d;User ID=u;Password=p;SslMode=None")
        );

        Assert.Equal(MySqlSslMode.None, host.Address.SslMode);
    }

    private async Task<(string, string)> DatabaseAsync(string server, string more = "") =>
        (
            "ConnectionStrings:shopdb",
            $"{new MySqlConnectionStringBuilder(await tls.Servers.CreateDatabaseAsync()) { Server = server }.ConnectionString};{more}"
        );

    private static async Task<bool> IsEncryptedAsync(ShopHost host)
    {
        await using var scope = host.CreateScope();
        var database = scope.ServiceProvider.GetRequiredService<ShopContext>().Database;
        await database.OpenConnectionAsync();
        var (_, cipher) = await database.GetDbConnection().QuerySingleAsync<(string, string)>("SHOW SESSION STATUS LIKE 'Ssl_cipher'");
        return cipher.Length > 0;
    }
}
