using Admin.Data.DeadLetters;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.DeadLetters;

namespace Admin.Api.Dashboard.DeadLetters;

/// <summary>Messages that could not be processed, by the queue that they were in: to read, to replay, to discard.</summary>
[Authorize(Policy = Permissions.DeadLetters.View)]
internal sealed class IndexModel(DeadLetterLists lists, DeadLetterBox box, QueueDepth depth, Replays replays, AuditLog audit) : PageModel
{
    internal const int PageSize = 50;

    internal static readonly string[] Queues = [Topology.AdminQueue, Topology.MainQueue];

    private static readonly TimeSpan OutcomesWithin = TimeSpan.FromSeconds(10);

    [BindProperty(SupportsGet = true)]
    public string Queue { get; set; } = Topology.AdminQueue;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    internal IReadOnlyList<DeadLetter> Letters { get; private set; } = [];

    /// <summary>How many dead letters each queue has; null while the broker is unavailable.</summary>
    internal Dictionary<string, long>? Counts { get; private set; }

    internal int Found { get; private set; }
    internal int Total { get; private set; }
    internal string? Problem { get; private set; }
    internal int Current { get; private set; } = 1;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!Queues.Contains(Queue))
            return NotFound();

        Search = Search is { Length: > DeadLetterSelection.MaxSearchLength } longer
            ? longer[..DeadLetterSelection.MaxSearchLength]
            : Search?.Trim();
        Current = int.TryParse(Request.Query[PageLinks.Key], out var page) && page is > 0 and < 100_000 ? page : 1;
        try
        {
            Counts = await CountAsync(cancellationToken);
            // Who names no queue wants to see dead letters, wherever there are any.
            if (!Request.Query.ContainsKey("queue"))
                Queue = Array.Find(Queues, queue => Counts[queue] > 0) ?? Queue;
            var list = await lists.GetAsync(Queue, cancellationToken);
            Counts[Queue] = list.Total;
            var found = string.IsNullOrEmpty(Search) ? list.Letters : [.. list.Letters.Where(letter => letter.Matches(Search))];
            (Total, Found, Letters) = (
                list.Total,
                string.IsNullOrEmpty(Search) ? list.Total : found.Count,
                [.. found.Skip((Current - 1) * PageSize).Take(PageSize)]
            );
        }
        catch (BrokerUnavailableException exception)
        {
            Problem = exception.Message;
        }

        return Page();
    }

    private async Task<Dictionary<string, long>> CountAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, long> counts = [];
        foreach (var queue in Queues)
            counts[queue] = await depth.WaitingAsync(Topology.DeadQueue(queue), cancellationToken);
        return counts;
    }

    /// <summary>Sends dead letters back to their queue, and shows the outcome of each.</summary>
    public async Task<IActionResult> OnPostReplayAsync([FromForm] DeadLetterSelection selection, CancellationToken cancellationToken)
    {
        if (!User.Can(Permissions.DeadLetters.Change))
            return Forbid();
        if (!selection.IsValid)
            return NotFound();

        var list = RedirectToPage("/DeadLetters/Index", new { queue = selection.Queue });
        if (!selection.Everything && selection.Ids.Count == 0)
        {
            TempData.Add(Flash.Warn(T("No message was selected. Tick the ones to replay first.")));
            return list;
        }

        try
        {
            var report = await box.ReplayAsync(selection.Queue, selection.Chosen(), OutcomesWithin, cancellationToken);
            if (report.Letters.Count == 0)
            {
                TempData.Add(Flash.Warn(T("Nothing was replayed: the messages are no longer in the dead-letter queue.")));
                return list;
            }

            await audit.WriteAsync(
                HttpContext,
                AuditKind.DeadLetterReplayed,
                $"{Topology.DeadQueue(selection.Queue)}: {selection.Describe()}",
                DeadLetterSelection.Describe(report.Letters.Count)
            );
            return RedirectToPage(
                "/DeadLetters/Replay",
                new { id = await replays.AddAsync(selection.Queue, User.Name(), report, cancellationToken) }
            );
        }
        catch (BrokerUnavailableException exception)
        {
            TempData.Add(Flash.Fail(exception.Message));
            return list;
        }
    }
}
