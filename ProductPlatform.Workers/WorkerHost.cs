using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using ProductPlatform.ServiceDefaults;
using ProductPlatform.Web;
using ProductPlatform.Web.Management;

namespace ProductPlatform.Workers;

/// <summary>Runs a worker, or one of its commands.</summary>
public static class WorkerHost
{
    /// <summary>Without a command it is the worker until it is asked to stop; with one it does that and ends.</summary>
    /// <returns>The exit code; 1 when it failed, and standard error says why.</returns>
    public static async Task<int> RunAsync<TWorker>(string[] args, params IEnumerable<Command> commands)
        where TWorker : IWorker
    {
        var root = new RootCommand(TWorker.Description) { DeadLetterCommand.Create<TWorker>() };
        root.Add(CreateProbe());
        foreach (var command in commands)
            root.Add(command);
        root.SetAction(
            async (parse, cancellationToken) =>
            {
                await using var app = Build<TWorker>([.. parse.UnmatchedTokens]);
                await app.StartAsync(cancellationToken);
                await app.WaitForShutdownAsync(cancellationToken);
            }
        );

        // Settings such as --urls=… are the host's to read; so is SIGTERM, at which it finishes the current batch.
        root.TreatUnmatchedTokensAsErrors = false;
        try
        {
            return await root.Parse(args)
                .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception)
        {
            // The edge of the process.
            await Console.Error.WriteLineAsync(
                StartFailure.Explain(exception) is { } line ? $"Configuration error: {line}" : $"Unhandled exception: {exception}"
            );
            return 1;
        }
    }

    private static Command CreateProbe()
    {
        var command = new Command(Probe.Argument, "Asks the worker that runs with this environment for its health: for container engines.");
        command.SetAction((_, cancellationToken) => Probe.RunAsync(cancellationToken));
        return command;
    }

    /// <summary>Builds the worker as a web application.</summary>
    public static WebApplication Build<TWorker>(params string[] args)
        where TWorker : IWorker
    {
        var builder = CreateBuilder<TWorker>(args);
        TWorker.AddWork(builder);
        var app = builder.Build();
        TWorker.Map(app);
        app.MapDefaultEndpoints();
        return app;
    }

    /// <summary>Makes a builder with what the worker and its commands have in common.</summary>
    public static WebApplicationBuilder CreateBuilder<TWorker>(params string[] args)
        where TWorker : IWorker
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults(TWorker.Name);
        builder.AddWebDefaults();
        TWorker.AddData(builder);
        return builder;
    }

    /// <summary>
    /// Runs a command of an operator over the worker's services, without starting the worker's own work. Standard output belongs to the
    /// command: the log goes to standard error, warnings and worse.
    /// </summary>
    /// <param name="addServices">Adds what the command needs beside the worker's data.</param>
    /// <param name="run">The command; it gives the exit code.</param>
    /// <returns>The exit code; 1 when it failed, and standard error says why.</returns>
    public static async Task<int> RunCommandAsync<TWorker>(
        Action<IHostApplicationBuilder> addServices,
        Func<IServiceProvider, Task<int>> run
    )
        where TWorker : IWorker
    {
        try
        {
            var builder = CreateBuilder<TWorker>();
            addServices(builder);
            builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
            builder.Logging.AddFilter<ConsoleLoggerProvider>(category: null, LogLevel.Warning);
            await using var app = builder.Build();
            await using var scope = app.Services.CreateAsyncScope();
            return await run(scope.ServiceProvider);
        }
        catch (RetryLimitExceededException exception)
        {
            await Console.Error.WriteLineAsync(
                $"The database cannot be used: {exception.GetBaseException().Message} Start it, or set its ConnectionStrings__ variable, "
                    + "or SQL_HOST, SQL_USER, SQL_PASSWORD and SQL_DATABASE."
            );
            return 1;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The edge of the process. The text alone: it says what an operator can do.
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
