using System.CommandLine;
using Admin.Worker;
using Admin.Worker.Users;
using Admin.Worker.Database;
using Admin.Worker.Reconcile;
using Admin.Worker.Resync;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.DeadLetters;
using ProductPlatform.Web.Commands;

// Without a command it is the worker; with one it does that and ends.
var root = new RootCommand("Admin.Worker: consumes the queue 'admin', and looks after Admin's data.")
{
    MigrateCommand.Create(),
    DemoDataCommand.Create(),
    CreateSuperuserCommand.Create(),
    ChangePasswordCommand.Create(),
    ResyncCommand.Create(),
    ReconcileCommand.Create(),
    DeadLetterCommand.Create(Topology.AdminQueue, WorkerHost.RunCommandAsync),
};
root.SetAction((parse, cancellationToken) => WorkerHost.RunAsync([.. parse.UnmatchedTokens], cancellationToken));

// Settings such as --urls=… are the host's to read; so is SIGTERM, at which it finishes the batch in hand.
root.TreatUnmatchedTokensAsErrors = false;
return await OperatorCommand.ExplainAsync(() => root.Parse(args).InvokeAsync(
    new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }));
