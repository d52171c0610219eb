using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProductPlatform.Database;
using ProductPlatform.Database.Changes;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Receiving;

namespace Admin.Data.Likes;

/// <summary>
/// Compares the counts with Main's likes one by one, and corrects them. The inbox says which likes are applied; a correction writes to it
/// too, so a message that comes after all is a duplicate. Why this is right while traffic runs:
/// docs/decisions/0012-reconcile-by-message-id.md.
/// </summary>
public sealed class LikeLedger(AdminDbContext db, IOptions<MessagingOptions> options, TimeProvider time)
{
    private const int ChunkSize = 1000;

    /// <summary>How long reconciling may send no statement; reading a page of Main's likes takes less.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    /// <summary>Clocks of two services may differ, and the inbox is pruned by Admin's.</summary>
    private static readonly TimeSpan ClockMargin = TimeSpan.FromHours(1);

    private readonly DatabaseLock _lock = new(db, "reconcile");
    private readonly Guid _run = Guid.CreateVersion7();

    /// <summary>From here on every like that was applied is in the inbox; older ones may have been pruned, and count as applied.</summary>
    private DateTimeOffset Horizon => time.GetUtcNow() - options.Value.InboxRetention + ClockMargin;

    /// <summary>
    /// Acquires the right to reconcile this database: two that correct the same difference would correct it twice. The lock keeps a second
    /// one out on the same server; the fence makes all but the last to begin fail, also on the nodes of a cluster,
    /// each of which has locks of its own.
    /// </summary>
    /// <returns>False while another reconcile has it.</returns>
    public async Task<bool> TryAcquireAsync(CancellationToken cancellationToken)
    {
        await _lock.OpenAsync(Silence, cancellationToken);
        if (!await _lock.AcquireAsync(TimeSpan.Zero, cancellationToken))
            return false;

        // Committed before anything is compared.
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO reconcile_fence (id, run, corrections) VALUES (1, {_run}, 0) ON DUPLICATE KEY UPDATE run = {_run}, corrections = 0",
            cancellationToken
        );
        return true;
    }

    public async Task ReleaseAsync()
    {
        await _lock.ReleaseAsync(CancellationToken.None);
        await db.Database.CloseConnectionAsync();
    }

    /// <summary>Each product with Admin's count. In a transaction at repeatable read, all of its statements see the same moment.</summary>
    public Task<Dictionary<int, LikeAccount>> AccountsAsync(CancellationToken cancellationToken) =>
        db
            .Products.AsNoTracking()
            .Select(product => new
            {
                product.Id,
                product.Title,
                product.Likes,
                product.InitialLikes,
            })
            .ToDictionaryAsync(p => p.Id, p => new LikeAccount(p.Id, p.Title, (long)p.Likes - (long)p.InitialLikes), cancellationToken);

    /// <summary>Enters likes of Main into the accounts of their products; likes of products that Admin does not have are ignored.</summary>
    public async Task EnterAsync(
        IReadOnlyDictionary<int, LikeAccount> accounts,
        IReadOnlyList<MainLike> likes,
        CancellationToken cancellationToken
    )
    {
        var applied = await AppliedAsync(likes, cancellationToken);
        foreach (var like in likes)
        {
            if (!accounts.TryGetValue(like.ProductId, out var account))
                continue;

            account.InMain++;
            if (IsOld(like) || applied.Contains(like.MessageId!.Value))
                account.Applied++;
            else
                account.Missing.Add(like);
        }
    }

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

    /// <summary>
    /// Takes back <paramref name="drift"/> and counts the <paramref name="lost"/> likes, once each however late their messages come.
    /// </summary>
    /// <param name="drift">The account's <see cref="LikeAccount.Drift"/>.</param>
    /// <param name="lost">Likes to apply here, unless they have been applied by now.</param>
    /// <param name="old">
    /// The product's <see cref="IsOld">old</see> likes, when the count is too low: one that counts as applied was not, and it is unknown
    /// which. None of them may be applied later.
    /// </param>
    /// <param name="cancellationToken">Ends the work; nothing is changed.</param>
    /// <returns>By how much the count changed.</returns>
    public Task<long> CorrectAsync(
        int productId,
        long drift,
        IReadOnlyList<MainLike> lost,
        IReadOnlyList<MainLike> old,
        CancellationToken cancellationToken
    ) =>
        db.InTransactionAsync(
            async token =>
            {
                // A write, so that on a cluster one of two transactions that both believe to have the fence is rolled back.
                if (
                    await db.Database.ExecuteSqlAsync(
                        $"UPDATE reconcile_fence SET corrections = corrections + 1 WHERE id = 1 AND run = {_run}",
                        token
                    ) != 1
                )
                {
                    throw new InvalidOperationException(
                        "Another reconcile has started. This one changed nothing more: let the other end, and run it again."
                    );
                }

                // The product first, as the consumer does it, so that the two wait for each other instead of deadlocking.
                if (
                    await db.Database.SqlQuery<int>($"SELECT id AS Value FROM product WHERE id = {productId} FOR UPDATE").ToListAsync(token)
                    is []
                )
                {
                    return 0;
                }

                await MarkAppliedAsync(old, token);
                var change = await MarkAppliedAsync(lost, token) - drift;
                await db.Database.ExecuteSqlAsync($"UPDATE product SET likes = likes + {change} WHERE id = {productId}", token);
                await db.CountChangeAsync(token);
                return change;
            },
            cancellationToken,
            new TransactionOptions { Silence = Silence }
        );

    /// <summary>Whether a like counts as applied because its inbox row may have been pruned.</summary>
    public bool IsOld(MainLike like) => !like.Waiting && (like.LikedAt is not { } likedAt || likedAt < Horizon);

    private Task<HashSet<Guid>> AppliedAsync(IEnumerable<MainLike> likes, CancellationToken cancellationToken)
    {
        var ids = likes.Where(like => like.MessageId is not null).Select(like => like.MessageId!.Value).ToList();
        return db.Set<InboxMessage>()
            .Where(row => ids.Contains(row.MessageId))
            .Select(row => row.MessageId)
            .ToHashSetAsync(cancellationToken);
    }

    /// <returns>How many were not marked before.</returns>
    private async Task<long> MarkAppliedAsync(IEnumerable<MainLike> likes, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var marked = 0L;
        foreach (var chunk in likes.Chunk(ChunkSize))
        {
            var ids = JsonSerializer.Serialize(chunk.Select(like => like.MessageId));
            marked += await db.Database.ExecuteSqlAsync(
                $"""
                INSERT IGNORE INTO inbox (message_id, received_at)
                SELECT liked.id, {now} FROM JSON_TABLE({ids}, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS liked
                """,
                cancellationToken
            );
        }

        return marked;
    }
}
