using Admin.Data.Audit;
using ProductPlatform.Database;

namespace Admin.Worker.Audit;

/// <summary>Keeps in the audit log which operator ran a command that changes data, and what it did.</summary>
internal static class CommandTrail
{
    /// <summary>The operator, as this machine knows them; a container's user may have no name.</summary>
    internal static string Actor => Environment.UserName is { Length: > 0 } name ? $"command line: {name}" : "command line";

    /// <summary>Runs a command and keeps its outcome; one that breaks off may have changed something too.</summary>
    /// <param name="services">The command's.</param>
    /// <param name="command">What was called, with the options that say what it changes.</param>
    /// <param name="run">The command.</param>
    /// <param name="details">What it did.</param>
    internal static async Task<T> RunAsync<T>(IServiceProvider services, string command, Func<Task<T>> run, Func<T, string> details)
    {
        var outcome = "did not finish; what it had done by then stays done";
        try
        {
            var result = await run();
            outcome = details(result);
            return result;
        }
        finally
        {
            await WriteAsync(services, AuditKind.CommandRun, command, outcome);
        }
    }

    /// <summary>Adds an entry. Without a database there is none, and the command's own outcome stands.</summary>
    internal static async Task WriteAsync(IServiceProvider services, AuditKind kind, string subject, string details)
    {
        try
        {
            // What the command may have left unsaved is not saved with it.
            await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            await ActivatorUtilities
                .CreateInstance<AuditLog>(scope.ServiceProvider)
                .WriteAsync(kind, Actor, address: null, subject, details, CancellationToken.None);
        }
        catch (Exception exception) when (DatabaseFailure.Is(exception))
        {
            await Console.Error.WriteLineAsync($"The audit log has no entry for this: {exception.GetBaseException().Message}");
        }
    }
}
