using System.Buffers.Text;
using System.Security.Cryptography;
using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;

namespace Admin.Data.Auth;

/// <summary>Starts, checks and ends sessions. Each request asks, so that whatever ends one does so at once, on every replica.</summary>
public sealed class Sessions(AdminDbContext db, TimeProvider time)
{
    /// <summary>However busy, a session ends after this long.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    /// <summary>Unused for so long, a session ends.</summary>
    public static readonly TimeSpan LongestIdle = TimeSpan.FromHours(12);

    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Starts a session and returns its name.</summary>
    public async Task<string> StartAsync(User user, string address, string browser, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(browser);
        var now = Now;
        var session = new UserSession
        {
            Id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)),
            UserId = user.Id,
            Stamp = user.SecurityStamp ?? "",
            StartedAt = now,
            LastSeenAt = now,
            Address = address,
            Browser = browser.Length <= AuthModel.BrowserLength ? browser : browser[..AuthModel.BrowserLength],
        };
        db.Sessions.Add(session);
        await db.SaveChangesAsync(cancellationToken);

        // Whoever signs in sweeps up what has ended by itself.
        await db.Sessions.Where(old => old.StartedAt < now - Longest || old.LastSeenAt < now - LongestIdle).ExecuteDeleteAsync(cancellationToken);
        return session.Id;
    }

    /// <summary>The user of a session that is going on; null when it has ended, or its user may not be here any more.</summary>
    public async Task<User?> FindUserAsync(string id, CancellationToken cancellationToken)
    {
        var now = Now;
        var found = await db.Sessions.AsNoTracking()
            .Where(session => session.Id == id && session.StartedAt > now - Longest && session.LastSeenAt > now - LongestIdle)
            .Join(db.Users.AsNoTracking(), session => session.UserId, user => user.Id, (session, user) => new { session, user })
            .Where(pair => pair.session.Stamp == pair.user.SecurityStamp && pair.user.IsActive && pair.user.IsStaff)
            .SingleOrDefaultAsync(cancellationToken);
        if (found is not null && now - found.session.LastSeenAt > SeenStep)
        {
            await db.Sessions.Where(session => session.Id == id)
                .ExecuteUpdateAsync(change => change.SetProperty(session => session.LastSeenAt, now), cancellationToken);
        }

        return found?.user;
    }

    /// <summary>The sessions of a user that are going on, the newest first.</summary>
    public Task<List<UserSession>> ListAsync(User user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var now = Now;
        return db.Sessions.AsNoTracking()
            .Where(session => session.UserId == user.Id && session.Stamp == user.SecurityStamp && session.StartedAt > now - Longest && session.LastSeenAt > now - LongestIdle)
            .OrderByDescending(session => session.LastSeenAt).ToListAsync(cancellationToken);
    }

    /// <summary>Carries one session over to the user's new security stamp and ends all the others.</summary>
    public async Task KeepOnlyAsync(string id, User user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        await db.Sessions.Where(session => session.Id == id && session.UserId == user.Id)
            .ExecuteUpdateAsync(change => change.SetProperty(session => session.Stamp, user.SecurityStamp), cancellationToken);
        await db.Sessions.Where(session => session.UserId == user.Id && session.Id != id).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Ends one session.</summary>
    public Task<int> EndAsync(string id, CancellationToken cancellationToken) =>
        db.Sessions.Where(session => session.Id == id).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Ends all sessions of a user.</summary>
    public Task<int> EndAllAsync(int userId, CancellationToken cancellationToken) =>
        db.Sessions.Where(session => session.UserId == userId).ExecuteDeleteAsync(cancellationToken);
}
