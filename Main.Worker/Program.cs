using System.CommandLine;
using Main.Worker;
using Main.Worker.Database;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.DeadLetters;
using ProductPlatform.Web.Commands;

// Without a command it is the worker; with one it does that and ends.
var root = new RootCommand("Main.Worker: consumes the queue 'main', and looks after Main's data.")
{
    MigrateCommand.Create(),
    DeadLetterCommand.Create(Topology.MainQueue, WorkerHost.RunCommandAsync),
};
root.SetAction((parse, cancellationToken) => WorkerHost.RunAsync([.. parse.UnmatchedTokens], cancellationToken));

// Settings such as --urls=… are the host's to read; so is SIGTERM, at which it finishes the batch in hand.
root.TreatUnmatchedTokensAsErrors = false;
return await OperatorCommand.ExplainAsync(() => root.Parse(args).InvokeAsync(
    new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }));
