using MySqlConnector;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;
using ProductPlatform.Tests.Platform.Secrets;

namespace ProductPlatform.Tests.Credentials;

/// <summary>
/// All four programs with secrets that can be recognised, logging all they can, while one thing after another is broken. Whatever comes
/// out of them anywhere (console, answers, pages, health, metrics, exported telemetry) must not hold a secret.
/// </summary>
[Collection(TlsTests.Name)]
public sealed class CanaryTests(TlsServers tls) : IAsyncLifetime
{
    private CanaryPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await CanaryPlatform.CreateAsync(tls);

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task No_secret_leaks_while_everything_works_and_while_the_credentials_are_wrong()
    {
        var user = DatabaseAccounts.NewName();
        await _platform.MigrateAsync();
        await _platform.StartAsync(await _platform.BrokerAsync(user, _platform.Canaries.NewToBeEncoded()));
        await _platform.HealthIsAsync("\"database\":{\"status\":\"healthy\"");
        await _platform.AskEverythingAsync();

        await tls.Servers.RabbitMqCtlAsync("change_password", user, _platform.Canaries.New());
        await tls.Servers.RabbitMqCtlAsync("close_all_user_connections", user, "changed");
        foreach (var (name, (accounts, account)) in _platform.Databases)
        {
            _platform.PutSecret(name, _platform.Canaries.New());
            await accounts.EndSessionsAsync(account);
        }

        await _platform.HealthIsAsync("\"database\":{\"status\":\"unhealthy\"");
        await _platform.AllSayAsync("The broker refuses the user or the password");
        await _platform.AskEverythingAsync();

        foreach (var name in _platform.Databases.Keys)
        {
            _platform.Secrets.Put(
                name,
                new
                {
                    username = "app",
                    password = _platform.Canaries.New(),
                    host = "nowhere.invalid",
                    dbname = "shop",
                }
            );
        }

        await _platform.AskEverythingAsync();

        foreach (var name in _platform.Databases.Keys)
            _platform.Secrets.Put(name, $"{{\"password\": {_platform.Canaries.New()}, ");
        await _platform.AllSayAsync("it is not a JSON object");
        await _platform.AskEverythingAsync();

        await NothingIsToldAsync();
    }

    [Fact]
    public async Task No_secret_leaks_while_the_secret_is_denied_and_neither_database_nor_broker_can_be_trusted()
    {
        foreach (var name in _platform.Databases.Keys)
            _platform.Secrets.Fail(name, 400, "AccessDeniedException");
        var broker = new UriBuilder(await _platform.BrokerAsync(DatabaseAccounts.NewName(), _platform.Canaries.NewToBeEncoded()))
        {
            Scheme = "amqps",
            Port = tls.AmqpsPort,
        };
        var database = new MySqlConnectionStringBuilder(tls.Servers.MySqlConnectionString);
        await _platform.StartAsync(
            broker.Uri.AbsoluteUri,
            ("SQL_HOST", database.Server),
            ("SQL_PORT", $"{database.Port}"),
            ("SQL_USER", "nobody"),
            ("SQL_DATABASE", "shop"),
            ("SQL_SSL_MODE", "VerifyFull")
        );
        await _platform.HealthIsAsync("\"database\":{\"status\":\"unhealthy\"");
        await _platform.AllSayAsync("this process may not read it");
        await _platform.AllSayAsync("Messaging__CaFile names");
        await _platform.AllSayAsync("SQL_SSL_CA names");
        await _platform.AskEverythingAsync();

        await NothingIsToldAsync();
    }

    [Theory]
    [InlineData("RABBIT_MQ_URL", "amqp://app:12/{0}@127.0.0.1/vhost")]
    [InlineData("RABBIT_MQ_URL", "http://app:{0}@127.0.0.1")]
    [InlineData("RABBIT_MQ_URL", "{0}")]
    [InlineData("ConnectionStrings__admindb", "Server=127.0.0.1;User ID=app;Password=half;{0}=x")]
    [InlineData("ConnectionStrings__admindb", "Server=127.0.0.1;User ID=app;Password='{0}")]
    public async Task No_secret_leaks_from_a_setting_that_cannot_be_parsed(string setting, string value)
    {
        var text = value.Replace("{0}", _platform.Canaries.New(), StringComparison.Ordinal);
        _platform.Start(
            "Admin.Worker",
            $"amqp://app:{_platform.Canaries.New()}@127.0.0.1:1",
            [("SECRET_NAME", ""), ("SQL_PASSWORD", ""), (setting, text)]
        );
        await _platform.AskAsync("/health", "/metrics");

        var output = await _platform.StopAsync();

        Assert.Contains("not ", output, StringComparison.Ordinal);
        Assert.Empty(_platform.Canaries.In(output));
        Assert.Empty(_platform.Canaries.In(_platform.Answers));
        Assert.Empty(_platform.Canaries.In(_platform.Telemetry.All));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("password='{0}'; more")]
    public void A_secret_is_recognised_plain_escaped_and_in_base64(string text)
    {
        var secret = _platform.Canaries.NewToBeEncoded();
        string[] forms = [secret, Uri.EscapeDataString(secret), Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret))];

        Assert.All(forms, form => Assert.Single(_platform.Canaries.In(text.Replace("{0}", form, StringComparison.Ordinal))));
    }

    private async Task NothingIsToldAsync()
    {
        await _platform.TelemetryArrivesAsync();

        var output = await _platform.StopAsync();

        // That these are there shows that the texts are the ones in which a password would be.
        Assert.Contains("Opening connection to database", output, StringComparison.Ordinal);
        Assert.Contains("Opening connection to database", _platform.Telemetry.All, StringComparison.Ordinal);
        Assert.Empty(_platform.Canaries.In(output));
        Assert.Empty(_platform.Canaries.In(_platform.Answers));
        Assert.Empty(_platform.Canaries.In(_platform.Telemetry.All));
    }
}
