using System.Collections.Concurrent;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Platform.Secrets;

/// <summary>The four programs with secrets that can be recognised, logging all they can.</summary>
internal sealed class CanaryPlatform : IAsyncDisposable
{
    private static readonly string[] Projects = ["Admin.Api", "Admin.Worker", "Main.Api", "Main.Worker"];

    /// <summary>Four programs that log all they can are slow on a busy machine.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMinutes(3);

    /// <summary>Every request in that time fills their logs.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly List<ServiceProcess> _processes = [];
    private readonly ConcurrentQueue<string> _answers = new();
    private readonly TlsServers _tls;
    private readonly Uri _broker;

    private CanaryPlatform(TlsServers tls, Uri broker, SecretsServer secrets, TelemetrySink telemetry) =>
        (_tls, _broker, Secrets, Telemetry) = (tls, broker, secrets, telemetry);

    internal Canaries Canaries { get; } = new();

    internal SecretsServer Secrets { get; }

    internal TelemetrySink Telemetry { get; }

    /// <summary>By the names of their secrets.</summary>
    internal Dictionary<string, (DatabaseAccounts Accounts, string User)> Databases { get; } = [];

    internal string Answers => string.Join('\n', _answers);

    internal static async Task<CanaryPlatform> CreateAsync(TlsServers tls)
    {
        var platform = new CanaryPlatform(
            tls,
            new Uri(await tls.Servers.CreateVirtualHostAsync()),
            await SecretsServer.StartAsync(),
            await TelemetrySink.StartAsync()
        );
        foreach (var name in new[] { "admin", "main" })
        {
            var (accounts, user) = (new DatabaseAccounts(await tls.Servers.CreateDatabaseAsync()), DatabaseAccounts.NewName());
            platform.Databases[name] = (accounts, user);
            await accounts.CreateAsync(user, platform.PutSecret(name, platform.Canaries.New()));
        }

        return platform;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Telemetry.DisposeAsync();
        await Secrets.DisposeAsync();
    }

    /// <summary>Ends the programs; returns what they wrote.</summary>
    internal async Task<string> StopAsync()
    {
        await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask()));
        var output = string.Join('\n', _processes.Select(process => process.Output));
        _processes.Clear();
        return output;
    }

    internal Task TelemetryArrivesAsync() =>
        Eventually.IsTrueAsync(
            () => Task.FromResult(Telemetry.Has("traces") && Telemetry.Has("metrics") && Telemetry.Has("logs")),
            "telemetry of every kind has arrived",
            AnswerTimeout
        );

    internal string PutSecret(string name, string password)
    {
        Secrets.Put(name, Databases[name].Accounts.Secret(Databases[name].User, password));
        return password;
    }

    /// <summary>Makes a broker user of this password, and its address.</summary>
    internal async Task<string> BrokerAsync(string user, string password)
    {
        await _tls.Servers.RabbitMqCtlAsync("add_user", user, password);
        await _tls.Servers.RabbitMqCtlAsync("set_permissions", "-p", _broker.AbsolutePath[1..], user, ".*", ".*", ".*");
        return $"amqp://{user}:{Uri.EscapeDataString(password)}@127.0.0.1:{_broker.Port}{_broker.AbsolutePath}";
    }

    internal async Task MigrateAsync()
    {
        foreach (var project in Projects.Where(project => project.EndsWith("Worker", StringComparison.Ordinal)))
        {
            var migration = new ServiceProcess(project, Environment(project, "amqp://127.0.0.1:1"), "migrate");
            Assert.True(await migration.EndAsync() == 0, migration.Output);
            _answers.Enqueue(migration.Output);
        }
    }

    internal async Task StartAsync(string broker, params (string Key, string Value)[] settings)
    {
        foreach (var project in Projects)
            Start(project, broker, settings);

        await Task.WhenAll(_processes.Select(process => process.AliveAsync()));
        Assert.DoesNotContain(_processes, process => process.HasEnded);
    }

    /// <param name="settings">They replace those that the platform has.</param>
    internal void Start(string project, string broker, IEnumerable<(string Key, string Value)> settings)
    {
        var environment = Environment(project, broker);
        foreach (var (key, value) in settings)
            environment[key] = value;
        _processes.Add(new ServiceProcess(project, environment));
    }

    private Dictionary<string, string?> Environment(string project, string broker)
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
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Telemetry.Url,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
            ["AWS_ENDPOINT_URL"] = Secrets.Url,
            ["AWS_ACCESS_KEY_ID"] = SecretsServer.AccessKey,
            ["AWS_SECRET_ACCESS_KEY"] = SecretsServer.SecretKey,
            ["SECRET_NAME"] = name,
            ["DatabaseSecret__Timeout"] = "00:00:30",
            ["DatabaseSecret__RefreshInterval"] = "00:00:01",
            ["DatabaseSecret__RetryInterval"] = "00:00:01",
            ["SQL_PASSWORD"] = Canaries.New(),
            [$"ConnectionStrings__{name}db"] = $"Server=127.0.0.1;Port=1;Database=shop;User ID=app;Password={Canaries.New()}",
            ["RABBIT_MQ_URL"] = broker,

            // Main.Api asks the program that is started first.
            ["services__admin-api__http__0"] = _processes.FirstOrDefault()?.Url,
        };
    }

    /// <summary>Its health is requested in that time: a worker without a broker has no other use for its database.</summary>
    internal Task AllSayAsync(string text) =>
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

    internal Task HealthIsAsync(string fragment) =>
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
    internal Task AskEverythingAsync() =>
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

    /// <summary>Asks the only program there is, as soon as it is alive.</summary>
    internal async Task AskAsync(params string[] paths)
    {
        await _processes.Single().AliveAsync();
        await AskAsync(_processes.Single(), paths);
    }

    private Task AskAsync(ServiceProcess process, params string[] paths) =>
        Task.WhenAll(paths.Select(path => AskAsync(process, HttpMethod.Get, path)));

    private async Task AskAsync(ServiceProcess process, HttpMethod method, string path, string? json = null) =>
        _answers.Enqueue(await process.AskAsync(method, path, json));
}
