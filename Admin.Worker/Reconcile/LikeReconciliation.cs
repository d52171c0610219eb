using Admin.Data.Likes;
using Admin.Worker.InternalApi;

namespace Admin.Worker.Reconcile;

/// <summary>One product whose count is wrong.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Title">Its title.</param>
/// <param name="Main">Likes in Main.</param>
/// <param name="Admin">Likes that Admin counted.</param>
/// <param name="OnTheWay">Likes of Main that will still be counted by themselves.</param>
/// <param name="Difference">What Admin has too many; negative: too few.</param>
internal sealed record LikeDifference(int ProductId, string Title, long Main, long Admin, long OnTheWay, long Difference);

/// <summary>What a comparison found.</summary>
/// <param name="Products">Products compared.</param>
/// <param name="Likes">Likes compared.</param>
/// <param name="OnTheWay">Likes that are not counted yet and not known to be lost.</param>
/// <param name="Differences">Wrong counts.</param>
/// <param name="Repaired">Whether they are right now.</param>
internal sealed record LikeReport(int Products, long Likes, int OnTheWay, IReadOnlyList<LikeDifference> Differences, bool Repaired);

/// <summary>Compares Main's likes with Admin's counts while both go on working, and repairs what differs.</summary>
internal sealed class LikeReconciliation(LikeLedger ledger, MainClient main, LikeSettling settling)
{
    /// <param name="repair">Whether to correct what differs.</param>
    /// <param name="patience">How long to wait for likes on their way.</param>
    /// <param name="cancellationToken">Ends the work; what is corrected by then stays so.</param>
    internal async Task<LikeReport> RunAsync(bool repair, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (!await ledger.TryAcquireAsync(cancellationToken))
        {
            throw new InvalidOperationException("Another reconcile is running on this database. Wait for its end.");
        }

        try
        {
            var accounts = await ledger.CompareAsync(() => main.LikesAsync(null, cancellationToken), cancellationToken);
            var missing = accounts.SelectMany(account => account.Missing).ToList();
            var unsettled = await settling.WaitAsync(missing, patience, cancellationToken);
            var lost = unsettled.Lost.ToLookup(like => like.ProductId);

            // What is missing from the inbox and in the count all the same was pruned from it early: no difference.
            var wrong = accounts.Where(account => account.Drift != lost[account.ProductId].Count()).ToList();
            foreach (var account in repair ? wrong : [])
            {
                var id = account.ProductId;
                await ledger.CorrectAsync(id, account.Drift, [.. lost[id]], () => main.LikesAsync(id, cancellationToken), cancellationToken);
            }

            return new LikeReport(
                accounts.Count,
                accounts.Sum(account => account.InMain),
                unsettled.OnTheWay.Count,
                [.. wrong.Select(account => Describe(account, lost[account.ProductId].Count()))],
                repair);
        }
        finally
        {
            await ledger.ReleaseAsync();
        }
    }

    private static LikeDifference Describe(LikeAccount account, int lost) => new(
        account.ProductId, account.Title, account.InMain, account.Counted, account.Missing.Count - lost, account.Drift - lost);
}
