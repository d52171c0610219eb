using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

public partial class ResourceCommandService
{
    private readonly ResourceNotificationService _notifications;
    private readonly ResourceLoggerService _loggers;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(ResourceNotificationService notifications, ResourceLoggerService loggers, IServiceProvider services)
    {
        _notifications = notifications;
        _loggers = loggers;
        _services = services;
    }

    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        _notifications.TryGetCurrentState(resourceId, out var found)
            ? ExecuteAsync(found.Resource, found.ResourceId, commandName, cancellationToken)
            : Task.FromResult(CommandResults.Failure($"Resource '{resourceId}' not found."));

    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        var results = await Task.WhenAll(resource.InstanceIds().Select(id => ExecuteAsync(resource, id, commandName, cancellationToken)));
        return results.FirstOrDefault(r => !r.Success && !r.Canceled) ?? results.FirstOrDefault(r => r.Canceled) ?? CommandResults.Success();
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(IResource resource, string id, string commandName, CancellationToken cancellationToken)
    {
        var logger = _loggers.GetLogger(id);
        if (resource.Annotations.OfType<ResourceCommandAnnotation>().SingleOrDefault(c => c.Name == commandName) is not { } command)
            return CommandResults.Failure($"Command '{commandName}' not available for resource '{id}'.");

        Log.Executing(logger, commandName);
        try
        {
            var result = await command.ExecuteCommand(
                new ExecuteCommandContext { ResourceName = id, ServiceProvider = _services, CancellationToken = cancellationToken });
            if (!result.Success && !result.Canceled)
                Log.Failed(logger, commandName, result.ErrorMessage);
            return result;
        }
        catch (OperationCanceledException)
        {
            return CommandResults.Canceled();
        }
#pragma warning disable CA1031 // The edge to commands that others have written: whatever they throw is the command's failure.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Failed(logger, commandName, e.Message);
            return CommandResults.Failure(e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Executing command '{Command}'.")]
        public static partial void Executing(ILogger logger, string command);

        [LoggerMessage(LogLevel.Error, "Command '{Command}' failed: {Reason}")]
        public static partial void Failed(ILogger logger, string command, string? reason);
    }
}
