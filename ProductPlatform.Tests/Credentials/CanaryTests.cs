using System.Collections.Concurrent;
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
    private static readonly string[] Projects = ["Admin.Api", "Admin.Worker", "Main.Api", "Main.Worker"];

    /// <summary>Four programs that log all they can are slow on a busy machine.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMinutes(3);

    /// <summary>Every request in that time fills their logs.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Canaries _canaries = new();
    private readonly List<ServiceProcess> _processes = [];
    private readonly ConcurrentQueue<string> _answers = new();
    private readonly Dictionary<string, (DatabaseAccounts Accounts, string User)> _databases = [];
    private SecretsServer _secrets = null!;
    private TelemetrySink _telemetry = null!;
    private Uri _broker = null!;

    public async Task InitializeAsync()
    {
        _secrets = await SecretsServer.StartAsync();
        _telemetry = await TelemetrySink.StartAsync();
        _broker = new Uri(await tls.Servers.CreateVirtualHostAsync());
        foreach (var name in new[] { "admin", "main" })
        {
            var (accounts, user) = (new DatabaseAccounts(await tls.Servers.CreateDatabaseAsync()), DatabaseAccounts.NewName());
            _databases[name] = (accounts, user);
            await accounts.CreateAsync(user, PutSecret(name, _canaries.New()));
        }
    }

    public async Task DisposeAsync()
    {
        await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask()));
        await _telemetry.DisposeAsync();
        await _secrets.DisposeAsync();
    }

    [Fact]
    public async Task No_secret_leaks_while_everything_works_and_while_the_credentials_are_wrong()
    {
        var user = DatabaseAccounts.NewName();
        await MigrateAsync();
        await StartAsync(await BrokerAsync(user, _canaries.NewToBeEncoded()));
        await HealthIsAsync("\"database\":{\"status\":\"healthy\"");
        await AskEverythingAsync();

        await tls.Servers.RabbitMqCtlAsync("change_password", user, _canaries.New());
        await tls.Servers.RabbitMqCtlAsync("close_all_user_connections", user, "changed");
        foreach (var (name, (accounts, account)) in _databases)
        {
            PutSecret(name, _canaries.New());
            await accounts.EndSessionsAsync(account);
        }

        await HealthIsAsync("\"database\":{\"status\":\"unhealthy\"");
        await AllSayAsync("The broker refuses the user or the password");
        await AskEverythingAsync();

        foreach (var name in _databases.Keys)
        {
            _secrets.Put(
                name,
                new
                {
                    username = "app",
                    password = _canaries.New(),
                    host = "nowhere.invalid",
                    dbname = "shop",
                }
            );
        }

        await AskEverythingAsync();

        foreach (var name in _databases.Keys)
            _secrets.Put(name, $"{{\"password\": {_canaries.New()}, ");
        await AllSayAsync("it is not a JSON object");
        await AskEverythingAsync();

        await NothingIsToldAsync();
    }

    [Fact]
    public async Task No_secret_leaks_while_the_secret_is_denied_and_neither_database_nor_broker_can_be_trusted()
    {
        foreach (var name in _databases.Keys)
            _secrets.Fail(name, 400, "AccessDeniedException");
        var broker = await BrokerAsync(DatabaseAccounts.NewName(), _canaries.NewToBeEncoded());
        var database = new MySqlConnectionStringBuilder(tls.Servers.MySqlConnectionString);
        await StartAsync(
            broker
                .Replace("amqp://", "amqps://", StringComparison.Ordinal)
                .Replace($":{_broker.Port}", $":{tls.AmqpsPort}", StringComparison.Ordinal),
            ("SQL_HOST", database.Server),
            ("SQL_PORT", $"{database.Port}"),
            ("SQL_USER", "nobody"),
            ("SQL_DATABASE", "shop"),
            ("SQL_SSL_MODE", "VerifyFull")
        );
        await HealthIsAsync("\"database\":{\"status\":\"unhealthy\"");
        await AllSayAsync("this process may not read it");
        await AllSayAsync("Messaging__CaFile names");
        await AllSayAsync("SQL_SSL_CA names");
        await AskEverythingAsync();

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
        var text = value.Replace("{0}", _canaries.New(), StringComparison.Ordinal);
        Start(
            "Admin.Worker",
            [
                .. Environment("Admin.Worker", $"amqp://app:{_canaries.New()}@127.0.0.1:1"),
                new("SECRET_NAME", ""),
                new("SQL_PASSWORD", ""),
                new(setting, text),
            ]
        );

        await _processes[0].AliveAsync();
        await AskAsync(_processes[0], "/health", "/metrics");
        await _processes[0].DisposeAsync();

        Assert.Contains("not ", _processes[0].Output, StringComparison.Ordinal);
        Assert.Empty(_canaries.In(string.Join('\n', [_processes[0].Output, .. _answers, _telemetry.All])));
        _processes.Clear();
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("password='{0}'; more")]
    public void A_secret_is_recognised_plain_escaped_and_in_base64(string text)
    {
        var secret = _canaries.NewToBeEncoded();
        string[] forms = [secret, Uri.EscapeDataString(secret), Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret))];

        Assert.All(forms, form => Assert.Single(_canaries.In(text.Replace("{0}", form, StringComparison.Ordinal))));
    }

    private async Task NothingIsToldAsync()
    {
        await Eventually.IsTrueAsync(
            () => Task.FromResult(_telemetry.Has("traces") && _telemetry.Has("metrics") && _telemetry.Has("logs")),
            "telemetry of every kind has arrived",
            AnswerTimeout
        );
        await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask()));
        var output = string.Join('\n', _processes.Select(process => process.Output));
        _processes.Clear();

        // That these are there shows that the texts are the ones in which a password would be.
        Assert.Contains("Opening connection to database", output, StringComparison.Ordinal);
        Assert.Contains("Opening connection to database", _telemetry.All, StringComparison.Ordinal);
        Assert.Empty(_canaries.In(output));
        Assert.Empty(_canaries.In(string.Join('\n', _answers)));
        Assert.Empty(_canaries.In(_telemetry.All));
    }

    private string PutSecret(string name, string password)
    {
        _secrets.Put(name, _databases[name].Accounts.Secret(_databases[name].User, password));
        return password;
    }

    /// <summary>Makes a broker user of this password, and its address.</summary>
    private async Task<string> BrokerAsync(string user, string password)
    {
        await tls.Servers.RabbitMqCtlAsync("add_user", user, password);
        await tls.Servers.RabbitMqCtlAsync("set_permissions", "-p", _broker.AbsolutePath[1..], user, ".*", ".*", ".*");
        return $"amqp://{user}:{Uri.EscapeDataString(password)}@127.0.0.1:{_broker.Port}{_broker.AbsolutePath}";
    }

    private async Task MigrateAsync()
    {
        foreach (var project in Projects.Where(project => project.EndsWith("Worker", StringComparison.Ordinal)))
        {
            var migration = new ServiceProcess(project, Environment(project, "amqp://127.0.0.1:1"), "migrate");
            Assert.True(await migration.EndAsync() == 0, migration.Output);
            _answers.Enqueue(migration.Output);
        }
    }

    private async Task StartAsync(string broker, params (string Key, string Value)[] settings)
    {
        foreach (var project in Projects)
        {
            Start(
                project,
                [.. Environment(project, broker), .. settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))]
            );
        }

        await Task.WhenAll(_processes.Select(process => process.AliveAsync()));
        Assert.DoesNotContain(_processes, process => process.HasEnded);
    }

    /// <summary>A later setting replaces an earlier one.</summary>
    private void Start(string project, IEnumerable<KeyValuePair<string, string?>> environment) =>
        _processes.Add(new ServiceProcess(project, environment.GroupBy(pair => pair.Key).Select(group => group.Last())));

    private IEnumerable<KeyValuePair<string, string?>> Environment(string project, string broker)
    {
        var name = project.StartsWith("Admin", StringComparison.Ordinal) ? "admin" : "main";
        return new Dictionary<string, string?>
        {
            // The most talkative way to run.
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Logging__LogLevel__Default"] = "Trace",
            ["Logging__LogLevel__Microsoft.AspNetCore"] = "Trace",
            ["Logging__LogLevel__Microsoft.EntityFrameworkCore"] = "Trace",
            ["Logging__LogLevel__Microsoft.Extensions.Http.Resilience"] = "Trace",
            ["Logging__LogLevel__System.Net.Http.HttpClient"] = "Trace",
            ["Messaging__PollInterval"] = "00:00:02",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _telemetry.Url,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
            ["AWS_ENDPOINT_URL"] = _secrets.Url,
            ["AWS_ACCESS_KEY_ID"] = SecretsServer.AccessKey,
            ["AWS_SECRET_ACCESS_KEY"] = SecretsServer.SecretKey,
            ["SECRET_NAME"] = name,
            ["DatabaseSecret__Timeout"] = "00:00:30",
            ["DatabaseSecret__RefreshInterval"] = "00:00:01",
            ["DatabaseSecret__RetryInterval"] = "00:00:01",
            ["SQL_PASSWORD"] = _canaries.New(),
            [$"ConnectionStrings__{name}db"] = $"Server=127.0.0.1;Port=1;Database=shop;User ID=app;Password={_canaries.New()}",
            ["RABBIT_MQ_URL"] = broker,

            // Main.Api asks the program that is started first.
            ["services__admin-api__http__0"] = _processes.FirstOrDefault()?.Url,
        };
    }

    /// <summary>Its health is requested in that time: a worker without a broker has no other use for its database.</summary>
    private Task AllSayAsync(string text) =>
        Task.WhenAll(
            _processes.Select(process =>
                Eventually.IsTrueAsync(
                    async () =>
                    {
                        await process.AskAsync(HttpMethod.Get, "/health");
                        return process.Says(text);
                    },
                    $"{process.Project} says {text}",
                    AnswerTimeout,
                    Pause
                )
            )
        );

    private Task HealthIsAsync(string fragment) =>
        Task.WhenAll(
            _processes.Select(process =>
                Eventually.IsTrueAsync(
                    async () => (await process.AskAsync(HttpMethod.Get, "/health")).Contains(fragment, StringComparison.Ordinal),
                    $"health of {process.Project} says {fragment}",
                    AnswerTimeout,
                    Pause
                )
            )
        );

    /// <summary>At once, because what needs the database is tried again for two seconds.</summary>
    private Task AskEverythingAsync() =>
        Task.WhenAll([
            .. _processes.Select(process => AskAsync(process, "/health", "/metrics", "/ready", "/no-such-page")),
            AskAsync(
                _processes[0],
                "/api/products",
                "/api/products/1",
                "/api/user",
                "/api/health",
                "/openapi/v1.json",
                "/admin",
                "/admin/login"
            ),
            AskAsync(_processes[2], "/flask/api/products", "/flask/api/health", "/openapi/v1.json"),
            AskAsync(_processes[0], HttpMethod.Post, "/api/products", """{"title":"t","image":"i"}"""),
            AskAsync(_processes[0], HttpMethod.Post, "/api/products", "{"),
            AskAsync(_processes[2], HttpMethod.Post, "/flask/api/products/1/like", ""),
        ]);

    private Task AskAsync(ServiceProcess process, params string[] paths) =>
        Task.WhenAll(paths.Select(path => AskAsync(process, HttpMethod.Get, path)));

    private async Task AskAsync(ServiceProcess process, HttpMethod method, string path, string? json = null) =>
        _answers.Enqueue(await process.AskAsync(method, path, json));
}
