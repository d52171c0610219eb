using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;

namespace ProductPlatform.Messaging.DeadLetters;

/// <summary>
/// <c>dead-letters list|show|replay|discard</c>, for one queue. Exit code 0: done. 1: there is no such dead letter, or the broker does not
/// answer; standard error says which.
/// </summary>
public static class DeadLetterCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    private static readonly Option<bool> All = new("--all") { Description = "All that are there now." };
    private static readonly Option<int> Skip = new("--skip") { Description = "How many of the oldest to leave out.", DefaultValueFactory = _ => 0 };
    private static readonly Option<int> Limit = new("--limit") { Description = "How many at most.", DefaultValueFactory = _ => 100 };

    /// <summary>Makes the command.</summary>
    /// <param name="queue">The live queue, one of <see cref="Topology"/>.</param>
    /// <param name="run">Runs work over the process's services, among them <see cref="DeadLetterBox"/>.</param>
    public static Command Create(string queue, Func<Func<IServiceProvider, Task<int>>, Task<int>> run) =>
        new("dead-letters", $"Looks after the messages of '{queue}' that could not be processed.")
        {
            List(queue, run),
            Show(queue, run),
            Settle("replay", "Sends dead letters back to the queue; each is processed once.", "replayed", run, (box, id, token) => box.ReplayAsync(queue, id, token)),
            Settle("discard", "Throws dead letters away, for good.", "discarded", run, (box, id, token) => box.DiscardAsync(queue, id, token)),
        };

    private static Command List(string queue, Func<Func<IServiceProvider, Task<int>>, Task<int>> run)
    {
        var command = new Command("list", "Lists dead letters, oldest first, and leaves them where they are.") { Json, Skip, Limit };
        command.SetAction((parse, token) => run(async services =>
        {
            var skip = Math.Max(0, parse.GetValue(Skip));
            var page = await services.GetRequiredService<DeadLetterBox>().ListAsync(queue, skip, Math.Max(0, parse.GetValue(Limit)), token);
            var output = parse.InvocationConfiguration.Output;
            await output.WriteLineAsync(parse.GetValue(Json) ? DeadLetterText.Json(page) : DeadLetterText.Table(page, skip));
            return 0;
        }));
        return command;
    }

    private static Command Show(string queue, Func<Func<IServiceProvider, Task<int>>, Task<int>> run)
    {
        var which = new Argument<string>("id") { Description = "The dead letter's id, or its number in the list." };
        var command = new Command("show", "Shows all of one dead letter: properties, headers and body.") { which, Json };
        command.SetAction((parse, token) => run(async services =>
        {
            var id = parse.GetRequiredValue(which);
            if (await services.GetRequiredService<DeadLetterBox>().FindAsync(queue, id, token) is not { } found)
            {
                return await NotFoundAsync(parse, id);
            }

            await parse.InvocationConfiguration.Output.WriteLineAsync(parse.GetValue(Json) ? DeadLetterText.Json(found) : DeadLetterText.Full(found));
            return 0;
        }));
        return command;
    }

    private static Command Settle(
        string name,
        string description,
        string done,
        Func<Func<IServiceProvider, Task<int>>, Task<int>> run,
        Func<DeadLetterBox, string?, CancellationToken, Task<int>> settle)
    {
        var which = new Argument<string?>("id") { Description = "The dead letter's id.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(name, description) { which, All };
        command.Validators.Add(parse =>
        {
            if (parse.GetValue(All) == (parse.GetValue(which) is not null))
            {
                parse.AddError("Say which: the id of one dead letter, or --all.");
            }
        });
        command.SetAction((parse, token) => run(async services =>
        {
            var id = parse.GetValue(which);
            var count = await settle(services.GetRequiredService<DeadLetterBox>(), id, token);
            if (count == 0 && id is not null)
            {
                return await NotFoundAsync(parse, id);
            }

            await parse.InvocationConfiguration.Output.WriteLineAsync($"{count} {done}.");
            return 0;
        }));
        return command;
    }

    private static async Task<int> NotFoundAsync(ParseResult parse, string id)
    {
        await parse.InvocationConfiguration.Error.WriteLineAsync($"There is no dead letter '{DeadLetterText.Printable(id)}'. See: dead-letters list");
        return 1;
    }
}
