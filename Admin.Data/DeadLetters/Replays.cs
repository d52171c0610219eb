using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Messaging.DeadLetters;

namespace Admin.Data.DeadLetters;

/// <summary>The replays of late; the audit log keeps that there were older ones.</summary>
public sealed class Replays(AdminDbContext db, TimeProvider time)
{
    private const int Kept = 100;

    /// <summary>Keeps a replay, and forgets all but the last hundred.</summary>
    /// <returns>The number that it is found by.</returns>
    public async Task<long> AddAsync(string queue, string actor, ReplayReport report, CancellationToken cancellationToken)
    {
        var replay = new Replay
        {
            Queue = queue,
            Actor = actor,
            At = time.GetUtcNow().UtcDateTime,
            Report = JsonSerializer.Serialize(report),
        };
        db.Replays.Add(replay);
        await db.SaveChangesAsync(cancellationToken);
        await db.Replays.Where(old => old.Id <= replay.Id - Kept).ExecuteDeleteAsync(cancellationToken);
        return replay.Id;
    }

    /// <summary>A replay and its outcomes; null when it was never there or is no longer kept.</summary>
    public async Task<(Replay Replay, ReplayReport Report)?> FindAsync(long id, CancellationToken cancellationToken) =>
        await db.Replays.AsNoTracking().FirstOrDefaultAsync(replay => replay.Id == id, cancellationToken) is { } replay
        && JsonSerializer.Deserialize<ReplayReport>(replay.Report) is { } report
            ? (replay, report)
            : null;
}
