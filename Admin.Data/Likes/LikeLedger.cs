using System.Data;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProductPlatform.Database;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Receiving;

namespace Admin.Data.Likes;

/// <summary>
/// Compares the counts with Main's likes one by one, and corrects them. The inbox says which likes are applied; a correction writes to it too, so
/// a message that comes after all is a duplicate. Why this is right while traffic runs: docs/decisions/0012-reconcile-by-message-id.md.
/// </summary>
public sealed class LikeLedger(AdminDbContext db, IOptions<MessagingOptions> options, TimeProvider time)
{
    private const int ChunkSize = 1000;

    /// <summary>It asks the database at least every few seconds; a page of Main's likes takes less than this.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    /// <summary>Clocks of two services may differ, and the inbox is pruned by Admin's.</summary>
    private static readonly TimeSpan ClockMargin = TimeSpan.FromHours(1);

    private readonly DatabaseLock _lock = new(db, "reconcile");
    private readonly Guid _run = Guid.CreateVersion7();

    /// <summary>From here on every like that was applied is in the inbox; older ones may have been pruned, and count as applied.</summary>
    private DateTimeOffset Horizon => time.GetUtcNow() - options.Value.InboxRetention + ClockMargin;

    /// <summary>
    /// Acquires the right to reconcile this database: two that correct the same difference would correct it twice. The lock keeps a second one out on the same
    /// server; the fence makes all but the last to begin fail, also on the nodes of a cluster, each of which has locks of its own.
    /// </summary>
    /// <returns>False while another reconcile has it.</returns>
    public async Task<bool> TryAcquireAsync(CancellationToken cancellationToken)
    {
        await _lock.OpenAsync(Silence, cancellationToken);
        if (!await _lock.AcquireAsync(TimeSpan.Zero, cancellationToken))
        {
            return false;
        }

        // Committed before anything is compared.
        await db.Database.ExecuteSqlAsync($"INSERT INTO reconcile_fence (id, run, corrections) VALUES (1, {_run}, 0) ON DUPLICATE KEY UPDATE run = {_run}, corrections = 0", cancellationToken);
        return true;
    }

    /// <summary>Releases it.</summary>
    public async Task ReleaseAsync()
    {
        await _lock.ReleaseAsync(CancellationToken.None);
        await db.Database.CloseConnectionAsync();
    }

    /// <summary>
    /// Compares. Admin is looked at as it was before the first of <paramref name="mainLikes"/> was read, so every like that is applied in this
    /// view is among them.
    /// </summary>
    /// <param name="mainLikes">Reads all of Main's likes; called again when the database has to be asked again.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public Task<List<LikeAccount>> CompareAsync(Func<IAsyncEnumerable<MainLike>> mainLikes, CancellationToken cancellationToken) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async token =>
        {
            await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, token);
            var accounts = await db.Products.AsNoTracking().OrderBy(product => product.Id)
                .Select(product => new { product.Id, product.Title, product.Likes, product.InitialLikes })
                .ToDictionaryAsync(p => p.Id, p => new LikeAccount(p.Id, p.Title, (long)p.Likes - (long)p.InitialLikes), token);
            var horizon = Horizon;
            await foreach (var chunk in mainLikes().Chunk(ChunkSize).WithCancellation(token))
            {
                var applied = await AppliedAsync(chunk, token);
                foreach (var like in chunk)
                {
                    // A product that Admin does not have is counted nowhere.
                    if (accounts.TryGetValue(like.ProductId, out var account))
                    {
                        Enter(account, like, IsOld(like, horizon) || applied.Contains(like.MessageId!.Value));
                    }
                }
            }

            return accounts.Values.ToList();
        }, cancellationToken);

    /// <summary>Those of <paramref name="likes"/> that are still not applied.</summary>
    public async Task<List<MainLike>> StillMissingAsync(IEnumerable<MainLike> likes, CancellationToken cancellationToken)
    {
        List<MainLike> missing = [];
        foreach (var chunk in likes.Chunk(ChunkSize))
        {
            var applied = await AppliedAsync(chunk, cancellationToken);
            missing.AddRange(chunk.Where(like => !applied.Contains(like.MessageId!.Value)));
        }

        return missing;
    }

    /// <summary>Takes back <paramref name="drift"/> and counts the <paramref name="lost"/> likes, once each however late their messages come.</summary>
    /// <param name="productId">The product.</param>
    /// <param name="drift">The account's <see cref="LikeAccount.Drift"/>.</param>
    /// <param name="lost">Likes to apply here, unless they have been applied by now.</param>
    /// <param name="allOfMain">All of the product's likes in Main; read when some older one must be missing.</param>
    /// <param name="cancellationToken">Ends the work; nothing is changed.</param>
    /// <returns>By how much the count changed.</returns>
    public Task<long> CorrectAsync(
        int productId, long drift, IReadOnlyList<MainLike> lost, Func<IAsyncEnumerable<MainLike>> allOfMain, CancellationToken cancellationToken) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async token =>
        {
            // Too low a count means that a like which counts as applied was not, though nobody can say which: none of them may be applied later.
            var horizon = Horizon;
            var old = drift < 0
                ? await allOfMain().Where(like => like.MessageId is not null && IsOld(like, horizon)).ToListAsync(token)
                : [];

            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, token);

            // A write, so that on a cluster one of two transactions that both believe to have the fence is rolled back.
            if (await db.Database.ExecuteSqlAsync($"UPDATE reconcile_fence SET corrections = corrections + 1 WHERE id = 1 AND run = {_run}", token) != 1)
            {
                throw new InvalidOperationException("Another reconcile has begun meanwhile. This one changed nothing more: let the other end, and run it again.");
            }

            // The product first, as the consumer does it, so that the two wait for each other instead of deadlocking.
            if (await db.Database.SqlQuery<int>($"SELECT id AS Value FROM product WHERE id = {productId} FOR UPDATE").ToListAsync(token) is [])
            {
                return 0;
            }

            await MarkAppliedAsync(old, token);
            var change = await MarkAppliedAsync(lost, token) - drift;
            await db.Database.ExecuteSqlAsync($"UPDATE product SET likes = likes + {change} WHERE id = {productId}", token);
            await transaction.CommitAsync(token);
            return change;
        }, cancellationToken);

    private static bool IsOld(MainLike like, DateTimeOffset horizon) => !like.Waiting && (like.LikedAt is not { } likedAt || likedAt < horizon);

    private static void Enter(LikeAccount account, MainLike like, bool applied)
    {
        account.InMain++;
        if (applied)
        {
            account.Applied++;
        }
        else
        {
            account.Missing.Add(like);
        }
    }

    private Task<HashSet<Guid>> AppliedAsync(IEnumerable<MainLike> likes, CancellationToken cancellationToken)
    {
        var ids = likes.Where(like => like.MessageId is not null).Select(like => like.MessageId!.Value).ToList();
        return db.Set<InboxMessage>().Where(row => ids.Contains(row.MessageId)).Select(row => row.MessageId).ToHashSetAsync(cancellationToken);
    }

    /// <returns>How many were not marked before.</returns>
    private async Task<long> MarkAppliedAsync(IEnumerable<MainLike> likes, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var marked = 0L;
        foreach (var chunk in likes.Chunk(ChunkSize))
        {
            var ids = JsonSerializer.Serialize(chunk.Select(like => like.MessageId));
            marked += await db.Database.ExecuteSqlAsync($"""
                INSERT IGNORE INTO inbox (message_id, received_at)
                SELECT liked.id, {now} FROM JSON_TABLE({ids}, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS liked
                """, cancellationToken);
        }

        return marked;
    }
}
