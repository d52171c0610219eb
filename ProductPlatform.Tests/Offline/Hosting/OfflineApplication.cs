using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace ProductPlatform.Tests.Offline.Hosting;

/// <summary>Small applications of shell commands, on the stand-in host.</summary>
internal static class OfflineApplication
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static IDistributedApplicationBuilder Create(params string[] args)
    {
        var builder = new DistributedApplicationBuilder(new DistributedApplicationOptions
        {
            Args = args,
            AssemblyName = typeof(OfflineApplication).Assembly.GetName().Name,
            ProjectDirectory = AppContext.BaseDirectory,
            DisableDashboard = true,
        });
        builder.Services.AddLogging(logging => logging.ClearProviders());
        return builder;
    }

    public static IResourceBuilder<ExecutableResource> AddShell(this IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddExecutable(name, "sh", ".", "-c", script);

    public static IResourceBuilder<T> WithSwitchedHealth<T>(this IResourceBuilder<T> builder, Func<bool> healthy, string reason = "not yet")
        where T : IResource
    {
        var key = $"{builder.Resource.Name}-switch";
        builder.ApplicationBuilder.Services.AddHealthChecks().AddCheck(
            key, () => healthy() ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(reason));
        return builder.WithHealthCheck(key);
    }

    public static async Task<CustomResourceSnapshot> WaitForAsync(this DistributedApplication app, string resource, params string[] states)
    {
        var reached = await app.ResourceNotifications
            .WaitForResourceAsync(resource, e => states.Contains(e.Snapshot.State?.Text)).WaitAsync(Patience);
        return reached.Snapshot;
    }

    public static Dictionary<string, string?> Environment(this CustomResourceSnapshot snapshot) =>
        snapshot.EnvironmentVariables.ToDictionary(v => v.Name, v => v.Value);

    public static int Pid(this CustomResourceSnapshot snapshot) =>
        Convert.ToInt32(snapshot.Properties.Single(p => p.Name == "executable.pid").Value, CultureInfo.InvariantCulture);

    public static async Task<string> LogAsync(this DistributedApplication app, IResource resource)
    {
        List<string> lines = [];
        await foreach (var batch in app.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(resource))
            lines.AddRange(batch.Select(l => l.Content));
        return string.Join('\n', lines);
    }

    /// <summary>The processes whose command line holds a text.</summary>
    public static int[] ProcessesWith(string text) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _))
            .Where(id => CommandLine(id!).Contains(text, StringComparison.Ordinal)).Select(id => int.Parse(id!, CultureInfo.InvariantCulture)),
    ];

    public static async Task WaitUntilNoneAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (ProcessesWith(text).Length > 0)
            await ticks.WaitForNextTickAsync(patience.Token);
    }

    private static string CommandLine(string id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
