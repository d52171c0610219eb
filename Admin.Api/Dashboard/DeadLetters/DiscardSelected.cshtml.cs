using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.DeadLetters;

namespace Admin.Api.Dashboard.DeadLetters;

/// <summary>Discards the selected dead letters once the person has seen how many they are.</summary>
[Authorize(Policy = Permissions.DeadLetters.Delete)]
internal sealed class DiscardSelectedModel(DeadLetterLists lists, DeadLetterBox box, AuditLog audit) : PageModel
{
    internal DeadLetterSelection Selection { get; private set; } = new();
    internal int Count { get; private set; }

    public RedirectToPageResult OnGet() => RedirectToPage("/DeadLetters/Index");

    /// <param name="sure">How many the user has confirmed; missing before the question.</param>
    public async Task<IActionResult> OnPostAsync([FromForm] DeadLetterSelection selection, int? sure, CancellationToken cancellationToken)
    {
        if (!selection.IsValid)
            return NotFound();

        Selection = selection;
        var list = RedirectToPage("/DeadLetters/Index", new { queue = selection.Queue });
        try
        {
            Count = (await lists.GetAsync(selection.Queue, cancellationToken)).Letters.Count(letter => selection.Chosen()(letter));
            if (Count == 0)
            {
                TempData.Add(
                    Flash.Warn(
                        selection.Everything || selection.Ids.Count > 0
                            ? T("Nothing was discarded: the messages are no longer in the dead-letter queue.")
                            : T("No message was selected. Tick the ones to discard first.")
                    )
                );
                return list;
            }

            // More than the person agreed to: ask again.
            if (sure is not { } agreed || Count > agreed)
                return Page();

            var left = agreed;
            var discarded = await box.DiscardAsync(
                selection.Queue,
                letter => left > 0 && selection.Chosen()(letter) && left-- > 0,
                cancellationToken
            );
            await audit.WriteAsync(
                HttpContext,
                AuditKind.DeadLetterDiscarded,
                $"{Topology.DeadQueue(selection.Queue)}: {selection.Describe()}",
                DeadLetterSelection.Describe(discarded)
            );
            TempData.Add(
                Flash.Done(discarded == 1 ? T("One message was discarded.") : T("{0} messages were discarded.", Times.Count(discarded)))
            );
        }
        catch (BrokerUnavailableException exception)
        {
            TempData.Add(Flash.Fail(exception.Message));
        }

        return list;
    }
}
