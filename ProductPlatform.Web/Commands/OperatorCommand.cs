using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using ProductPlatform.ServiceDefaults;

namespace ProductPlatform.Web.Commands;

/// <summary>Runs one command of an operator over a process's services, without starting the process's own work.</summary>
public static class OperatorCommand
{
    /// <summary>Standard output belongs to the command's answer: the log goes to standard error, warnings and worse.</summary>
    /// <param name="create">Makes the process's builder.</param>
    /// <param name="work">The command; it gives the exit code.</param>
    /// <returns>The exit code; 1 when it failed, and standard error says why.</returns>
    public static async Task<int> RunAsync(Func<WebApplicationBuilder> create, Func<IServiceProvider, Task<int>> work)
    {
        try
        {
            var builder = create();
            builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
            builder.Logging.AddFilter<ConsoleLoggerProvider>(category: null, LogLevel.Warning);
            await using var app = builder.Build();
            await using var scope = app.Services.CreateAsyncScope();
            return await work(scope.ServiceProvider);
        }
        catch (RetryLimitExceededException away)
        {
            await Console.Error.WriteLineAsync($"The database cannot be used: {away.GetBaseException().Message} Start it, or set its ConnectionStrings__ variable, or SQL_HOST, SQL_USER, SQL_PASSWORD and SQL_DATABASE.");
            return 1;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The edge of the process. The text alone: what an operator can act on is said in it.
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }

    /// <summary>Runs a program whose command line was read, and says on standard error why it failed; a configuration that cannot work in one line.</summary>
    /// <returns>The exit code; 1 when it failed.</returns>
    public static async Task<int> ExplainAsync(Func<Task<int>> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        try
        {
            return await run();
        }
        catch (Exception failure)
        {
            // The edge of the process.
            await Console.Error.WriteLineAsync(StartFailure.Explain(failure) is { } line ? $"Configuration error: {line}" : $"Unhandled exception: {failure}");
            return 1;
        }
    }
}
