using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;

namespace ProductPlatform.ContainerTests;

/// <summary>The platform of <c>deploy/compose.yaml</c>, with data and secrets of its own.</summary>
public sealed class ComposePlatform : IAsyncLifetime
{
    private static readonly Regex RandomPart = new("[0-9a-f]{48}");
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("platform-");
    private readonly Dictionary<string, string?> _environment;

    public ComposePlatform()
    {
        var (shop, admin) = (FreePort(), FreePort());
        _environment = new Dictionary<string, string?>
        {
            ["VERSION"] = Docker.First,
            ["MAIN_API_PORT"] = $"{shop}",
            ["ADMIN_API_PORT"] = $"{admin}",
        };
        Shop = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{shop}") };
        Admin = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{admin}") };
    }

    internal HttpClient Shop { get; }

    internal HttpClient Admin { get; }

    /// <summary>The random part of every secret.</summary>
    internal IReadOnlyList<string> Secrets =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(_directory.FullName, "secrets"))
                .SelectMany(file => RandomPart.Matches(File.ReadAllText(file)))
                .Select(match => match.Value)
                .Distinct(),
        ];

    public async Task InitializeAsync()
    {
        // A copy, as secrets are made in it. git's list leaves out those that a user has made.
        await (
            Cli.Wrap("git")
                .WithArguments(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
                .WithWorkingDirectory(Docker.Setting("DEPLOY"))
            | Cli.Wrap("xargs")
                .WithArguments(["-0", "cp", "--parents", "-t", _directory.FullName])
                .WithWorkingDirectory(Docker.Setting("DEPLOY"))
        ).ExecuteBufferedAsync();
        await Cli.Wrap(Path.Combine(_directory.FullName, "make-secrets")).ExecuteBufferedAsync();
        // As in Development: products are created without an account.
        await File.WriteAllTextAsync(
            Path.Combine(_directory.FullName, "compose.override.yaml"),
            """services: { admin-api: { environment: { Api__AnonymousWrites: "true" } } }"""
        );

        await ComposeAsync("up", "--detach");
        // Those who like.
        await ComposeAsync("run", "--rm", "--env=ASPNETCORE_ENVIRONMENT=Development", "admin-migrate", "demo-data");
        await HealthyAsync("main-api", "admin-api", "main-worker", "admin-worker");
    }

    public async Task DisposeAsync()
    {
        await File.WriteAllTextAsync(
            Docker.Setting("COMPOSE_LOG"),
            (await TryComposeAsync("logs", "--no-color", "--timestamps")).StandardOutput
        );
        await TryComposeAsync("down", "--volumes", "--timeout=30");
        Shop.Dispose();
        Admin.Dispose();
        _directory.Delete(recursive: true);
    }

    internal Task<string> ComposeAsync(params string[] arguments) => ComposeAsync(Docker.First, arguments);

    /// <summary>Runs a command that has to succeed, with the images of a version.</summary>
    internal async Task<string> ComposeAsync(string version, string[] arguments)
    {
        var result = await Docker.TryAsync(new Dictionary<string, string?>(_environment) { ["VERSION"] = version }, Compose(arguments));
        return result.ExitCode == 0
            ? result.StandardOutput.Trim()
            : throw new InvalidOperationException(
                $"docker compose {string.Join(' ', arguments)}: {result.StandardError}{(await TryComposeAsync("logs", "--tail=20")).StandardOutput}"
            );
    }

    internal Task<string> ContainerAsync(string service) => ComposeAsync("ps", "--all", "--quiet", service);

    internal async Task<string> InspectAsync(string service, string format) =>
        await Docker.RunAsync("inspect", $"--format={format}", await ContainerAsync(service));

    internal async Task HealthyAsync(params string[] services)
    {
        foreach (var service in services)
        {
            await Eventually.IsTrueAsync(
                async () => await InspectAsync(service, "{{.State.Health.Status}}") == "healthy",
                $"{service} is healthy",
                TimeSpan.FromMinutes(2)
            );
        }
    }

    internal async Task<int> CreateProductAsync(string title)
    {
        using var answer = await Admin.PostAsJsonAsync("/api/products", new { title, image = "/pictures/teapot.svg" });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt32();
    }

    internal Task<HttpResponseMessage> LikeAsync(int product) => Shop.PostAsync($"/flask/api/products/{product}/like", content: null);

    internal async Task<bool> IsInShopAsync(int product) =>
        (await Shop.GetFromJsonAsync<JsonElement>("/flask/api/products"))
            .EnumerateArray()
            .Any(row => row.GetProperty("id").GetInt32() == product);

    internal async Task<int> LikesAsync(int product) =>
        (await Admin.GetFromJsonAsync<JsonElement>($"/api/products/{product}")).GetProperty("likes").GetInt32();

    private Task<BufferedCommandResult> TryComposeAsync(params string[] arguments) => Docker.TryAsync(_environment, Compose(arguments));

    private string[] Compose(string[] arguments) => ["compose", $"--project-directory={_directory.FullName}", .. arguments];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
