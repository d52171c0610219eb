using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aspire.Hosting;
using CliWrap;
using MySqlConnector;
using ProductPlatform.AppHost.Endpoints;
using ProductPlatform.Testing;
using ProductPlatform.Testing.Servers;
using ProductPlatform.Tests.Platform;
using RabbitMQ.Client;

namespace ProductPlatform.Tests.Observability;

/// <summary>
/// The four services as in Production, metrics on a port of their own, MySQL with its exporter, RabbitMQ with its plugin, and a real
/// Prometheus that reads them by the configuration of deploy/observability, the addresses and the intervals changed.
/// </summary>
public sealed partial class WatchedFleet : IAsyncLifetime, IDisposable
{
    private static readonly string[] Projects = ["Admin.Api", "Admin.Worker", "Main.Api", "Main.Worker"];

    private readonly string _directory = Directory.CreateTempSubdirectory("productplatform-watched-").FullName;
    private readonly List<ChildProcess> _programs = [];
    private readonly Dictionary<string, ServiceProcess> _services = [];

    /// <summary>By the name that the configuration has for them.</summary>
    private readonly Dictionary<string, int> _ports = new[]
    {
        "admin-api",
        "admin-worker",
        "main-api",
        "main-worker",
        "messaging",
        "mysqld-exporter",
    }.ToDictionary(name => name, _ => Ports.Free());

    private ServerPair _servers = null!;
    private Scenario _scenario = null!;

    internal static string Folder => Path.Combine(Repository.Root, "deploy", "observability");

    /// <summary>Asks Prometheus.</summary>
    internal HttpClient Prometheus { get; } = new() { BaseAddress = new Uri($"http://127.0.0.1:{Ports.Free()}") };

    /// <summary>Of the shop and of Admin.</summary>
    internal (string Shop, string Admin) Addresses => (_services["main-api"].Url, _services["admin-api"].Url);

    public async Task InitializeAsync()
    {
        var plugins = Path.Combine(_directory, "enabled_plugins");
        await File.WriteAllTextAsync(plugins, "[rabbitmq_prometheus].\n");
        var advanced = Path.Combine(_directory, "advanced.config");
        await File.WriteAllTextAsync(
            advanced,
            $$"""[{rabbitmq_prometheus, [{tcp_config, [{ip, "127.0.0.1"}, {port, {{_ports["messaging"]}}}]}]}]."""
        );
        _servers = await ServerPair.StartAsync(
            directory: null,
            _ => { },
            broker =>
                broker.WithEnvironment("RABBITMQ_ENABLED_PLUGINS_FILE", plugins).WithEnvironment("RABBITMQ_ADVANCED_CONFIG_FILE", advanced)
        );
        _scenario = await Scenario.CreateAsync(_servers);
        await StartServicesAsync();
        StartExporter();
        await StartPrometheusAsync();
        await UseAsync();
    }

    public async Task DisposeAsync()
    {
        await Task.WhenAll(_services.Values.Select(service => service.DisposeAsync().AsTask()));
        foreach (var program in _programs)
            await program.DisposeAsync();
        await _scenario.DisposeAsync();
        await _servers.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    public void Dispose() => Prometheus.Dispose();

    /// <summary>What an address of Prometheus' API answers as data.</summary>
    internal async Task<JsonElement> AskAsync(string path)
    {
        using var response = await Prometheus.GetAsync(path);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.GetProperty("status").GetString() == "success", $"{path}: {answer}");
        return answer.GetProperty("data");
    }

    /// <summary>The samples that an expression selects.</summary>
    internal async Task<JsonElement> QueryAsync(string expression) =>
        (await AskAsync($"/api/v1/query?query={Uri.EscapeDataString(expression)}")).GetProperty("result");

    private async Task StartServicesAsync()
    {
        var settings = new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["SECRET_NAME"] = "",
            ["ConnectionStrings__admindb"] = _scenario.AdminDatabase,
            ["ConnectionStrings__maindb"] = _scenario.MainDatabase,
            ["ConnectionStrings__messaging"] = _scenario.Broker,
            ["Internal__Secret"] = Scenario.InternalSecret,
            ["Api__AnonymousWrites"] = "true",
            ["DataProtection__CertificateFile"] = NewCertificate(),
        };
        await using (var data = new ServiceProcess("Admin.Worker", [.. settings, new("DOTNET_ENVIRONMENT", "Development")], "demo-data"))
            Assert.True(await data.EndAsync() == 0, data.Output);
        foreach (var project in Projects)
        {
            var name = project.ToLowerInvariant().Replace('.', '-');
            settings["Management__Port"] = _ports[name].ToString(CultureInfo.InvariantCulture);
            _services[name] = new ServiceProcess(project, [.. settings]);
            settings[$"services__{name}__http__0"] = _services[name].Url;
        }

        await Task.WhenAll(_services.Values.Select(service => service.AliveAsync()));
    }

    private string NewCertificate()
    {
        using var key = RSA.Create();
        var request = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(30));
        var file = Path.Combine(_directory, "keys.pem");
        File.WriteAllText(file, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}");
        return file;
    }

    private void StartExporter()
    {
        var server = new MySqlConnectionStringBuilder(_servers.MySqlConnectionString);
        Start(
            Cli.Wrap("prometheus-mysqld-exporter")
                .WithArguments([$"--web.listen-address=127.0.0.1:{_ports["mysqld-exporter"]}", "--log.level=error"])
                .WithEnvironmentVariables(
                    new Dictionary<string, string?>
                    {
                        ["DATA_SOURCE_NAME"] = $"{server.UserID}:{server.Password}@tcp({server.Server}:{server.Port})/",
                    }
                )
        );
    }

    private async Task StartPrometheusAsync()
    {
        var written = await File.ReadAllTextAsync(Path.Combine(Folder, "prometheus", "prometheus.yml"));
        var changed = Discovery()
            .Replace(written, found => $"static_configs: [{{ targets: [\"127.0.0.1:{_ports[found.Groups[1].Value]}\"] }}]");
        changed = changed.Replace("interval: 15s", "interval: 1s", StringComparison.Ordinal);
        var file = Path.Combine(_directory, "prometheus.yml");
        await File.WriteAllTextAsync(file, changed);
        Directory.CreateSymbolicLink(Path.Combine(_directory, "rules"), Path.Combine(Folder, "prometheus", "rules"));
        Start(
            Cli.Wrap("prometheus")
                .WithArguments([
                    $"--config.file={file}",
                    $"--storage.tsdb.path={_directory}/data",
                    $"--web.listen-address={Prometheus.BaseAddress!.Authority}",
                    "--log.level=error",
                ])
        );
        await Eventually.IsTrueAsync(AllAnswerAsync, "Prometheus reads all targets", TimeSpan.FromMinutes(2));
    }

    private void Start(Command program) => _programs.Add(new ChildProcess(program));

    private async Task<bool> AllAnswerAsync()
    {
        try
        {
            var up = await QueryAsync("up == 1");
            return up.GetArrayLength()
                == Discovery().Count(await File.ReadAllTextAsync(Path.Combine(Folder, "prometheus", "prometheus.yml")));
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            // Not started yet.
            return false;
        }
    }

    /// <summary>Something of all that the metrics are about: products, likes, a refused sign-in, a dead letter, a lost connection.</summary>
    private async Task UseAsync()
    {
        var admin = _services["admin-api"];
        Assert.Contains(
            "201",
            await admin.AskAsync(HttpMethod.Post, "/api/products", """{"title":"Kettle","image":"k"}"""),
            StringComparison.Ordinal
        );
        Assert.Contains("404", await admin.AskAsync(HttpMethod.Get, "/api/products/0"), StringComparison.Ordinal);
        using (var visitor = new Visitor(new Uri(admin.Url)))
            Assert.Null(await visitor.SignInAsync("admin", "a guess"));
        await using var channel = await _scenario.OpenChannelAsync();
        await channel.BasicPublishAsync("", "main", "poison"u8.ToArray());
        await Eventually.IsTrueAsync(
            async () =>
                (await _services["main-api"].AskAsync(HttpMethod.Post, "/flask/api/products/1/like")).Contains(
                    "success",
                    StringComparison.Ordinal
                ),
            "a like is stored"
        );
        await Eventually.IsTrueAsync(
            async () => (await QueryAsync("messaging_dead_lettered_total")).GetArrayLength() > 0,
            "the poison is a dead letter"
        );
        await _servers.RabbitMqCtlAsync("close_all_connections", "--global", "to be started again");
    }

    /// <summary>How the configuration names its targets.</summary>
    [GeneratedRegex(@"dns_sd_configs: \[\{ names: \[([a-z-]+)\], type: A, port: \d+ \}\]")]
    private static partial Regex Discovery();
}
