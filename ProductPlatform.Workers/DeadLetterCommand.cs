using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Messaging;
using ProductPlatform.Messaging.DeadLetters;

namespace ProductPlatform.Workers;

/// <summary>
/// <c>dead-letters list|show|replay|discard</c>, for one queue. Exit code 0: done. 1: there is no such dead letter, or the broker does not
/// answer; standard error says which.
/// </summary>
internal static class DeadLetterCommand
{
    private delegate Task<int> Runner(Func<DeadLetterBox, IServiceProvider, Task<int>> work);

    private const string Replay = "replay";
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    private static readonly Option<bool> All = new("--all") { Description = "All that are there now." };
    private static readonly Option<string?> Matching = new("--matching")
    {
        Description = "All whose id, event or reason contains this text.",
    };
    private static readonly Option<int> Wait = new("--wait")
    {
        Description = "Seconds to wait at most for what replayed messages come to.",
        DefaultValueFactory = _ => 10,
    };
    private static readonly Option<int> Skip = new("--skip")
    {
        Description = "How many of the oldest to leave out.",
        DefaultValueFactory = _ => 0,
    };
    private static readonly Option<int> Limit = new("--limit") { Description = "How many at most.", DefaultValueFactory = _ => 100 };

    internal static Command Create<TWorker>()
        where TWorker : IWorker
    {
        var queue = TWorker.Queue;
        Runner run = work =>
            WorkerHost.RunCommandAsync<TWorker>(
                builder => builder.AddDeadLetters(),
                services => work(services.GetRequiredService<DeadLetterBox>(), services)
            );
        return new("dead-letters", $"Looks after the messages of '{queue}' that could not be processed.")
        {
            List(queue, run),
            Show(queue, run),
            Settle<TWorker>(
                Replay,
                "Sends dead letters back to the queue; each is processed once.",
                run,
                async (box, parse, chosen, token) =>
                {
                    var report = await box.ReplayAsync(queue, chosen, TimeSpan.FromSeconds(Math.Max(0, parse.GetValue(Wait))), token);
                    await parse.InvocationConfiguration.Output.WriteLineAsync(DeadLetterText.Outcomes(report));
                    return report.Letters.Count;
                },
                Wait
            ),
            Settle<TWorker>(
                "discard",
                "Discards dead letters, for good.",
                run,
                async (box, parse, chosen, token) =>
                {
                    var count = await box.DiscardAsync(queue, chosen, token);
                    await parse.InvocationConfiguration.Output.WriteLineAsync($"{count} discarded.");
                    return count;
                }
            ),
        };
    }

    private static Command List(string queue, Runner run)
    {
        var command = new Command("list", "Lists dead letters, oldest first, and leaves them where they are.") { Json, Skip, Limit };
        command.SetAction(
            (parse, token) =>
                run(
                    async (box, _) =>
                    {
                        var skip = Math.Max(0, parse.GetValue(Skip));
                        var page = await box.ListAsync(queue, skip, Math.Max(0, parse.GetValue(Limit)), token);
                        var output = parse.InvocationConfiguration.Output;
                        await output.WriteLineAsync(parse.GetValue(Json) ? DeadLetterText.Json(page) : DeadLetterText.Table(page, skip));
                        return 0;
                    }
                )
        );
        return command;
    }

    private static Command Show(string queue, Runner run)
    {
        var which = new Argument<string>("id") { Description = "The dead letter's id, or its number in the list." };
        var command = new Command("show", "Shows all of one dead letter: properties, headers and body.") { which, Json };
        command.SetAction(
            (parse, token) =>
                run(
                    async (box, _) =>
                    {
                        var id = parse.GetRequiredValue(which);
                        if (await box.FindAsync(queue, id, token) is not { } found)
                            return await NotFoundAsync(parse, id);

                        await parse.InvocationConfiguration.Output.WriteLineAsync(
                            parse.GetValue(Json) ? DeadLetterText.Json(found) : DeadLetterText.Full(found)
                        );
                        return 0;
                    }
                )
        );
        return command;
    }

    private static Command Settle<TWorker>(
        string name,
        string description,
        Runner run,
        Func<DeadLetterBox, ParseResult, Predicate<DeadLetter>, CancellationToken, Task<int>> settle,
        params Option[] options
    )
        where TWorker : IWorker
    {
        var which = new Argument<string?>("id") { Description = "The dead letter's id.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(name, description) { which, All, Matching };
        foreach (var option in options)
            command.Add(option);

        command.Validators.Add(parse =>
        {
            if (
                new[] { parse.GetValue(All), parse.GetValue(Matching) is not null, parse.GetValue(which) is not null }.Count(said => said)
                != 1
            )
            {
                parse.AddError("Say which: the id of one dead letter, --matching a text, or --all.");
            }
        });
        command.SetAction(
            (parse, token) =>
                run(
                    async (box, services) =>
                    {
                        var (id, text) = (parse.GetValue(which), parse.GetValue(Matching));
                        var count = await settle(
                            box,
                            parse,
                            letter => (id is null || letter.Id == id) && (text is null || letter.Matches(text)),
                            token
                        );
                        if (count > 0)
                        {
                            var chosen = id ?? (text is null ? "all" : $"all with '{text}'");
                            await TWorker.RecordSettledAsync(services, name == Replay, chosen, count);
                        }

                        return count == 0 && id is not null ? await NotFoundAsync(parse, id) : 0;
                    }
                )
        );
        return command;
    }

    private static async Task<int> NotFoundAsync(ParseResult parse, string id)
    {
        await parse.InvocationConfiguration.Error.WriteLineAsync(
            $"There is no dead letter '{DeadLetterText.Printable(id)}'. See: dead-letters list"
        );
        return 1;
    }
}
