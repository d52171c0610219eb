using Admin.Api.Auth;
using Admin.Api.Pages.Layout;
using Admin.Data.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProductPlatform.Messaging;
using ProductPlatform.Messaging.Broker;
using ProductPlatform.Messaging.DeadLetters;

namespace Admin.Api.Pages.DeadLetters;

/// <summary>Messages that nobody could process, by the queue that they were in: to read, to send back, to throw away.</summary>
[Authorize(Policy = Permissions.DeadLetters.View)]
internal sealed class IndexModel(DeadLetterBox box, AuditLog audit) : PageModel
{
    internal const int PageSize = 50;

    internal static readonly string[] Queues = [Topology.AdminQueue, Topology.MainQueue];

    [BindProperty(SupportsGet = true)]
    public string Queue { get; set; } = Topology.AdminQueue;

    internal DeadLetterPage? Letters { get; private set; }

    internal string? Trouble { get; private set; }

    internal int Current { get; private set; } = 1;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!Queues.Contains(Queue))
            return NotFound();

        Current = int.TryParse(Request.Query[PageLinks.Key], out var page) && page is > 0 and < 100_000 ? page : 1;
        try
        {
            Letters = await box.ListAsync(Queue, (Current - 1) * PageSize, PageSize, cancellation);
        }
        catch (BrokerUnavailableException away)
        {
            Trouble = away.Message;
        }

        return Page();
    }

    /// <summary>Sends one dead letter back to its queue, or all of them.</summary>
    public Task<IActionResult> OnPostReplayAsync(string? id, CancellationToken cancellation) => ActAsync(
        id, Permissions.DeadLetters.Change, AuditKind.DeadLetterReplayed, "sent back to its queue", "sent back to their queue", box.ReplayAsync, cancellation);

    /// <summary>Throws one dead letter away.</summary>
    public async Task<IActionResult> OnPostDiscardAsync(string? id, CancellationToken cancellation) =>
        string.IsNullOrEmpty(id)
            ? NotFound()
            : await ActAsync(id, Permissions.DeadLetters.Delete, AuditKind.DeadLetterDiscarded, "discarded", "discarded", box.DiscardAsync, cancellation);

    private async Task<IActionResult> ActAsync(
        string? id,
        string permission,
        AuditKind kind,
        string one,
        string many,
        Func<string, string?, CancellationToken, Task<int>> act,
        CancellationToken cancellation)
    {
        if (!User.Can(permission))
            return Forbid();
        if (!Queues.Contains(Queue))
            return NotFound();

        try
        {
            var chosen = string.IsNullOrEmpty(id) ? null : id;
            var count = await act(Queue, chosen, cancellation);
            if (count > 0)
                await audit.WriteAsync(HttpContext, kind, $"{Topology.DeadQueue(Queue)}: {chosen ?? "all"}", $"{count} {(count == 1 ? "message" : "messages")}");
            TempData.Add(count switch
            {
                0 => Flash.Warn("There was nothing left to do: somebody was faster."),
                1 => Flash.Done($"One message was {one}."),
                _ => Flash.Done($"{Times.Count(count)} messages were {many}."),
            });
        }
        catch (BrokerUnavailableException away)
        {
            TempData.Add(Flash.Fail(away.Message));
        }

        return RedirectToPage("/DeadLetters/Index", new { queue = Queue });
    }
}
