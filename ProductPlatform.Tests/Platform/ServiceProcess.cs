using System.Collections.Concurrent;
using CliWrap;
using ProductPlatform.AppHost.Endpoints;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Platform;

/// <summary>One of the platform's programs as a process of its own, with everything it prints.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ChildProcess _process;
    private readonly HttpClient _client;

    internal ServiceProcess(string project, IEnumerable<KeyValuePair<string, string?>> environment, params string[] arguments)
    {
        var port = Ports.Free();
        var directory = AppContext.BaseDirectory.Replace("ProductPlatform.Tests", project, StringComparison.Ordinal);
        var output = PipeTarget.ToDelegate(_output.Enqueue);
        // Hosts of other tests in this process trace every client, and would tell the service which trace to join, and not to record it.
        _client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}"),
            Timeout = TimeSpan.FromSeconds(60),
        };
        _process = new ChildProcess(
            Cli.Wrap("dotnet")
                .WithArguments([Path.Combine(directory, $"{project}.dll"), .. arguments])
                .WithWorkingDirectory(directory)
                .WithEnvironmentVariables(
                    environment
                        .Append(new("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"))
                        .ToDictionary(pair => pair.Key, pair => pair.Value)
                )
                .WithStandardOutputPipe(output)
                .WithStandardErrorPipe(output)
        );
        Project = project;
    }

    internal string Project { get; }

    internal string Url => _client.BaseAddress!.ToString();

    internal bool HasEnded => _process.HasEnded;

    internal string Output => string.Join('\n', _output);

    internal bool Says(string text) => _output.Any(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>Waits until the program answers, or has ended by itself.</summary>
    internal Task AliveAsync() =>
        Eventually.IsTrueAsync(
            async () => HasEnded || (await AskAsync(HttpMethod.Get, "/alive")).Contains("healthy", StringComparison.Ordinal),
            $"{Project} is alive",
            TimeSpan.FromMinutes(3)
        );

    internal Task<int> EndAsync() => _process.EndAsync();

    /// <summary>The whole answer, headers included; or why there was none.</summary>
    internal async Task<string> AskAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        try
        {
            using var response = await _client.SendAsync(request);
            return $"{method} {path}\n{response}\n{await response.Content.ReadAsStringAsync()}";
        }
        catch (HttpRequestException unanswered)
        {
            return $"{method} {path}: {unanswered.Message}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _client.Dispose();
    }
}
