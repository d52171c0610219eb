using Admin.Data.DeadLetters;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Messaging.DeadLetters;

namespace Admin.Api.Dashboard.DeadLetters;

/// <summary>The outcomes of one replay: failures first.</summary>
[Authorize(Policy = Permissions.DeadLetters.View)]
internal sealed class ReplayModel(Replays replays) : PageModel
{
    internal const int PageSize = 50;

    internal Replay Replay { get; private set; } = null!;
    internal ReplayReport Report { get; private set; } = null!;
    internal IReadOnlyList<ReplayedLetter> Letters { get; private set; } = [];
    internal int Current { get; private set; } = 1;

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        if (await replays.FindAsync(id, cancellationToken) is not { } found)
            return NotFound();

        (Replay, Report) = found;
        Current = int.TryParse(Request.Query[PageLinks.Key], out var page) && page is > 0 and < 100_000 ? page : 1;
        Letters =
        [
            .. Report
                .Letters.OrderByDescending(letter => letter.Outcome == ReplayOutcome.Failed)
                .ThenByDescending(letter => letter.Outcome == ReplayOutcome.Pending)
                .Skip((Current - 1) * PageSize)
                .Take(PageSize),
        ];
        return Page();
    }

    internal static string Words(ReplayedLetter letter) =>
        letter.Outcome switch
        {
            ReplayOutcome.Worked => T("Worked"),
            ReplayOutcome.WorkedBefore => T("Had worked before"),
            ReplayOutcome.Failed => T("Failed again: {0}", letter.Reason ?? T("no reason given")),
            _ => T("No outcome yet"),
        };
}
