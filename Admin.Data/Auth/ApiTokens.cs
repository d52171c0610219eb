using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;

namespace Admin.Data.Auth;

/// <summary>What a valid key says about who sends it.</summary>
/// <param name="Name">The token's name.</param>
/// <param name="Scopes">What it was made for.</param>
/// <param name="Owner">What its owner may do now: a token has no more.</param>
public sealed record KnownToken(string Name, IReadOnlyList<string> Scopes, UserRights Owner);

/// <summary>
/// Makes, knows and revokes keys to the API. A key is looked up by its hash and never compared, so the time that takes says nothing about
/// it. Each request asks, so that a revocation, or a right taken from the owner, holds at once on every replica.
/// </summary>
public sealed class ApiTokens(AdminDbContext db, TimeProvider time)
{
    private const string KeyStart = "ppt_";
    private const int PrefixLength = 10;

    private static readonly TimeSpan UsedStep = TimeSpan.FromMinutes(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Prepares a token to be saved with the caller's changes, and its key: the only time that it can be seen.</summary>
    public (ApiToken Token, string Key) Add(string name, IEnumerable<string> scopes, int ownerId, DateTime? expiresAt)
    {
        var key = KeyStart + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var token = new ApiToken
        {
            Name = name,
            Prefix = key[..PrefixLength],
            Hash = HashOf(key),
            Scopes = string.Join(' ', scopes),
            OwnerId = ownerId,
            CreatedAt = Now,
            ExpiresAt = expiresAt,
        };
        db.ApiTokens.Add(token);
        return (token, key);
    }

    /// <summary>The token that a key belongs to; null when it is unknown, revoked or expired, or its owner may not sign in.</summary>
    public async Task<KnownToken?> FindAsync(string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var now = Now;
        var hash = HashOf(key);
        var token = await db
            .ApiTokens.AsNoTracking()
            .Include(found => found.Owner)
            .SingleOrDefaultAsync(
                found =>
                    found.Hash == hash
                    && found.RevokedAt == null
                    && (found.ExpiresAt == null || found.ExpiresAt > now)
                    && found.Owner!.IsActive
                    && found.Owner.IsStaff,
                cancellationToken
            );
        if (token is null)
            return null;

        if (token.LastUsedAt is null || now - token.LastUsedAt > UsedStep)
        {
            await db
                .ApiTokens.Where(used => used.Id == token.Id)
                .ExecuteUpdateAsync(change => change.SetProperty(used => used.LastUsedAt, now), cancellationToken);
        }

        var rights = await UserRights.ReadAsync(db, token.Owner!, cancellationToken);
        return new KnownToken(token.Name, token.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), rights);
    }

    /// <summary>Prepares a revocation, to be saved with the caller's changes; it holds from then on.</summary>
    public void Revoke(ApiToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        token.RevokedAt ??= Now;
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
