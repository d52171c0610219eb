using System.Data;
using Admin.Data;
using Admin.Data.Likes;
using Admin.Worker.InternalApi;
using ProductPlatform.Database;

namespace Admin.Worker.Reconcile;

/// <summary>One product whose count is wrong.</summary>
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
internal sealed class LikeReconciliation(AdminDbContext db, LikeLedger ledger, MainClient main, LikeSettling settling)
{
    private const int ChunkSize = 1000;

    /// <param name="repair">Whether to correct what differs.</param>
    /// <param name="timeout">How long to wait for likes on their way.</param>
    /// <param name="cancellationToken">Ends the work; what is corrected by then stays so.</param>
    internal async Task<LikeReport> RunAsync(bool repair, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!await ledger.TryAcquireAsync(cancellationToken))
            throw new InvalidOperationException("Another reconcile is running on this database. Wait for its end.");

        try
        {
            var accounts = await CompareAsync(cancellationToken);
            var missing = accounts.SelectMany(account => account.Missing).ToList();
            var unsettled = await settling.WaitAsync(missing, timeout, cancellationToken);
            var lost = unsettled.Lost.ToLookup(like => like.ProductId);

            // Missing from the inbox but counted: pruned early, no difference.
            var wrong = accounts.Where(account => account.Drift != lost[account.ProductId].Count()).ToList();
            foreach (var account in repair ? wrong : [])
            {
                var id = account.ProductId;
                var old =
                    account.Drift < 0
                        ? await main.LikesAsync(id, cancellationToken)
                            .Where(like => like.MessageId is not null && ledger.IsOld(like))
                            .ToListAsync(cancellationToken)
                        : [];
                await ledger.CorrectAsync(id, account.Drift, [.. lost[id]], old, cancellationToken);
            }

            return new LikeReport(
                accounts.Count,
                accounts.Sum(account => account.InMain),
                unsettled.OnTheWay.Count,
                [.. wrong.Select(account => Describe(account, lost[account.ProductId].Count()))],
                repair
            );
        }
        finally
        {
            await ledger.ReleaseAsync();
        }
    }

    /// <summary>
    /// Admin is looked at as it was before the first of Main's likes was read: every like that is applied in this view is among them.
    /// </summary>
    private Task<List<LikeAccount>> CompareAsync(CancellationToken cancellationToken) =>
        db.InTransactionAsync(
            async token =>
            {
                var accounts = await ledger.AccountsAsync(token);
                await foreach (var likes in main.LikesAsync(null, token).Chunk(ChunkSize).WithCancellation(token))
                    await ledger.EnterAsync(accounts, likes, token);
                return accounts.Values.OrderBy(account => account.ProductId).ToList();
            },
            cancellationToken,
            new TransactionOptions { Isolation = IsolationLevel.RepeatableRead, Silence = LikeLedger.Silence }
        );

    private static LikeDifference Describe(LikeAccount account, int lost) =>
        new(account.ProductId, account.Title, account.InMain, account.Counted, account.Missing.Count - lost, account.Drift - lost);
}
