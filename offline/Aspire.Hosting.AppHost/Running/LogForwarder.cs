using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Shows what the resources write: on the console with their names in front, or through the logging where the options ask for that.</summary>
internal sealed partial class LogForwarder(
    ResourceLoggerService resources, DistributedApplicationModel model, DistributedApplicationOptions options,
    IHostEnvironment environment, ILoggerFactory loggers) : IHostedService
{
    private readonly Lock _console = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.EnableResourceLogging)
            resources.LineWritten += Log;
        else if (!options.DisableDashboard)
            resources.LineWritten += Print;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print(string id, LogLine line)
    {
        var text = Console.IsOutputRedirected ? Colours().Replace(line.Content, "") : line.Content;
        lock (_console)
            Console.Out.WriteLine($"[{Name(id)}] {text}");
    }

    private void Log(string id, LogLine line) =>
        Lines.Written(loggers.CreateLogger($"{environment.ApplicationName}.Resources.{Name(id)}"), line.LineNumber, line.Content);

    // The name says enough where there is one instance.
    private string Name(string id)
    {
        var resource = model.Resources.FirstOrDefault(r => r.InstanceIds().Contains(id));
        return resource?.InstanceIds().Length == 1 ? resource.Name : id;
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colours();

    private static partial class Lines
    {
        [LoggerMessage(LogLevel.Information, "{LineNumber}: {Content}")]
        public static partial void Written(ILogger logger, int lineNumber, string content);
    }
}
