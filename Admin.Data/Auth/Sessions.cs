using System.Buffers.Text;
using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Admin.Data.Auth;

/// <summary>
/// Starts, checks and ends sessions. Each request asks, so that whatever ends one does so at once, on every replica. Only the cookie has a
/// session's key; the row's id is the key's hash, so that a copy of the table opens no session.
/// </summary>
public sealed class Sessions(AdminDbContext db, IOptions<SessionLimits> limits, TimeProvider time)
{
    private static readonly TimeSpan LongestSeenStep = TimeSpan.FromMinutes(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>How exactly the last use is known: a write for every request would cost more than it tells.</summary>
    private TimeSpan SeenStep => limits.Value.IdleTimeout / 30 < LongestSeenStep ? limits.Value.IdleTimeout / 30 : LongestSeenStep;

    private Expression<Func<UserSession, bool>> IsOpen
    {
        get
        {
            var (started, seen) = (Now - limits.Value.Lifetime, Now - limits.Value.IdleTimeout);
            return session => session.StartedAt > started && session.LastSeenAt > seen;
        }
    }

    /// <summary>Starts a session and returns its key, for the cookie.</summary>
    public async Task<string> StartAsync(User user, string address, string browser, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(browser);
        var now = Now;
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        db.Sessions.Add(
            new UserSession
            {
                Id = IdOf(key),
                UserId = user.Id,
                Stamp = user.SecurityStamp ?? "",
                StartedAt = now,
                LastSeenAt = now,
                Address = address,
                Browser = browser.Length <= AuthModel.BrowserLength ? browser : browser[..AuthModel.BrowserLength],
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        return key;
    }

    /// <summary>The session of a cookie's key and its user; null when it has ended, or its user may not be here any more.</summary>
    public async Task<(string Id, User User)?> FindAsync(string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var now = Now;
        var id = IdOf(key);
        var found = await db
            .Sessions.AsNoTracking()
            .Where(IsOpen)
            .Where(session => session.Id == id)
            .Join(db.Users.AsNoTracking(), session => session.UserId, user => user.Id, (session, user) => new { session, user })
            .Where(pair => pair.session.Stamp == pair.user.SecurityStamp && pair.user.IsActive && pair.user.IsStaff)
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            return null;

        if (now - found.session.LastSeenAt > SeenStep)
        {
            await db
                .Sessions.Where(session => session.Id == id)
                .ExecuteUpdateAsync(change => change.SetProperty(session => session.LastSeenAt, now), cancellationToken);
        }

        return (id, found.user);
    }

    /// <summary>Those of some sessions that are open and whose users have one of the permissions; this is no use of the sessions.</summary>
    public Task<List<string>> FindOpenAsync(
        IReadOnlyCollection<string> ids,
        IReadOnlyCollection<string> permissions,
        CancellationToken cancellationToken
    ) =>
        db
            .Sessions.AsNoTracking()
            .Where(IsOpen)
            .Where(session => ids.Contains(session.Id))
            .Join(
                db.Users.Where(user =>
                    user.IsActive
                    && user.IsStaff
                    && (
                        user.IsSuperuser
                        || user.Permissions.Any(grant => permissions.Contains(grant.Permission))
                        || user.Groups.Any(group => group.Permissions.Any(grant => permissions.Contains(grant.Permission)))
                    )
                ),
                session => session.UserId,
                user => user.Id,
                (session, user) =>
                    new
                    {
                        session.Id,
                        session.Stamp,
                        user.SecurityStamp,
                    }
            )
            .Where(pair => pair.Stamp == pair.SecurityStamp)
            .Select(pair => pair.Id)
            .ToListAsync(cancellationToken);

    /// <summary>The open sessions of a user, the newest first.</summary>
    public Task<List<UserSession>> ListAsync(User user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return db
            .Sessions.AsNoTracking()
            .Where(IsOpen)
            .Where(session => session.UserId == user.Id && session.Stamp == user.SecurityStamp)
            .OrderByDescending(session => session.LastSeenAt)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Carries one session over to the user's new security stamp and ends all the others.</summary>
    public async Task KeepOnlyAsync(string id, User user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        await db
            .Sessions.Where(session => session.Id == id && session.UserId == user.Id)
            .ExecuteUpdateAsync(change => change.SetProperty(session => session.Stamp, user.SecurityStamp), cancellationToken);
        await db.Sessions.Where(session => session.UserId == user.Id && session.Id != id).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Ends one session.</summary>
    public Task<int> EndAsync(string id, CancellationToken cancellationToken) =>
        db.Sessions.Where(session => session.Id == id).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Ends all sessions of a user.</summary>
    public Task<int> EndAllAsync(int userId, CancellationToken cancellationToken) =>
        db.Sessions.Where(session => session.UserId == userId).ExecuteDeleteAsync(cancellationToken);

    /// <summary>A key is random, so nothing slower is needed.</summary>
    private static string IdOf(string key) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
