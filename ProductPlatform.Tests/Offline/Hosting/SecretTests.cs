using System.Collections.Concurrent;
using System.Runtime.Versioning;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration.UserSecrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: UserSecretsId("productplatform-tests")]

namespace ProductPlatform.Tests.Offline.Hosting;

[SupportedOSPlatform("linux")]
public sealed class SecretTests
{
    private static string SecretsFile => PathHelper.GetSecretsPathFromSecretsId("productplatform-tests");

    private static string NewName() => $"secret-{Guid.NewGuid():n}";

    private static ParameterResource Generated(IDistributedApplicationBuilder builder, string name) => builder.AddParameter(
        name, new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true).Resource;

    [Fact]
    public async Task A_generated_secret_is_kept_over_runs()
    {
        var name = NewName();

        var first = await Generated(OfflineApplication.Create(), name).GetValueAsync(CancellationToken.None);
        var second = await Generated(OfflineApplication.Create(), name).GetValueAsync(CancellationToken.None);

        Assert.Equal(22, first?.Length);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Applications_that_start_at_once_agree_on_a_generated_secret()
    {
        var name = NewName();
        var applications = Enumerable.Range(0, 8).Select(_ => Generated(OfflineApplication.Create(), name)).ToList();

        var values = await Task.WhenAll(applications.Select(a => Task.Run(() => a.GetValueAsync(CancellationToken.None).AsTask())));

        Assert.Single(values.Distinct());
    }

    [Fact]
    public async Task Only_the_owner_can_read_the_kept_secrets()
    {
        await Generated(OfflineApplication.Create(), NewName()).GetValueAsync(CancellationToken.None);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SecretsFile));
    }

    [Fact]
    public async Task A_configured_value_wins_over_the_kept_one()
    {
        var name = NewName();
        await Generated(OfflineApplication.Create(), name).GetValueAsync(CancellationToken.None);

        var configured = await Generated(OfflineApplication.Create($"--Parameters:{name}=given"), name).GetValueAsync(CancellationToken.None);

        Assert.Equal("given", configured);
    }

    [Fact]
    public async Task A_secret_is_never_logged()
    {
        using var log = new Memory();
        var builder = OfflineApplication.Create();
        builder.Services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace));
        var secret = Generated(builder, NewName());
        var failing = builder.AddShell("failing", "exit 1").WithArgs(secret).WithEnvironment("PASSWORD", builder.CreateResourceBuilder(secret));
        builder.AddExecutable("missing", "no-such-program", ".").WithArgs(secret).WaitForCompletion(failing);
        await using var app = builder.Build();

        await app.StartAsync();
        await app.WaitForAsync("missing", "FailedToStart");

        Assert.Contains(log.Lines, l => l.Contains("'failing' has ended with exit code 1", StringComparison.Ordinal));
        var value = await secret.GetValueAsync(CancellationToken.None);
        Assert.DoesNotContain(log.Lines, l => l.Contains(value!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_missing_parameter_is_named_with_the_key_it_is_missing_from()
    {
        var builder = OfflineApplication.Create();
        var parameter = builder.AddParameter("nowhere");
        var client = builder.AddShell("client", "sleep 100").WithEnvironment("VALUE", parameter);
        await using var app = builder.Build();

        await app.StartAsync();
        await app.WaitForAsync("client", "FailedToStart");

        Assert.Contains("'Parameters:nowhere' is missing", await app.LogAsync(client.Resource), StringComparison.Ordinal);
    }

    private sealed class Memory : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
