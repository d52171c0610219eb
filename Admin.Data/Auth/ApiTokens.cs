using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Admin.Data.Auth;

/// <summary>What a valid key says about who sends it.</summary>
public sealed record KnownToken(int Id, string Name, IReadOnlyList<string> Scopes, DateTime? ExpiresAt);

/// <summary>
/// Makes, knows and revokes keys to the API. A key is looked up by its hash and never compared, so the time that takes says nothing about it.
/// </summary>
public sealed class ApiTokens(AdminDbContext db, IMemoryCache cache, TimeProvider time)
{
    private const string KeyStart = "ppt_";
    private const int PrefixLength = 10;

    /// <summary>How long another replica may still take a key that was revoked here, or whose owner was disabled.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);
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

    /// <summary>The token that a key belongs to; null when it is unknown, revoked, expired or its owner's account is not in use.</summary>
    public async Task<KnownToken?> FindAsync(string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var hash = HashOf(key);
        var entry = CacheKey(hash);
        if (!cache.TryGetValue(entry, out KnownToken? known))
        {
            known = await ReadAsync(hash, cancellationToken);
            // Unknown keys are not remembered: they would only fill the memory.
            if (known is not null)
                cache.Set(entry, known, Remembered);
        }

        return known is null || known.ExpiresAt <= Now ? null : known;
    }

    /// <summary>Prepares a revocation, to be saved with the caller's changes; it holds from then on.</summary>
    public void Revoke(ApiToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        token.RevokedAt ??= Now;
        cache.Remove(CacheKey(token.Hash));
    }

    private async Task<KnownToken?> ReadAsync(byte[] hash, CancellationToken cancellationToken)
    {
        var token = await db.ApiTokens.AsNoTracking()
            .SingleOrDefaultAsync(found => found.Hash == hash && found.RevokedAt == null && found.Owner!.IsActive, cancellationToken);
        if (token is null)
            return null;

        var now = Now;
        if (token.LastUsedAt is null || now - token.LastUsedAt > UsedStep)
        {
            await db.ApiTokens.Where(used => used.Id == token.Id)
                .ExecuteUpdateAsync(change => change.SetProperty(used => used.LastUsedAt, now), cancellationToken);
        }

        return new KnownToken(token.Id, token.Name, token.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), token.ExpiresAt);
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static string CacheKey(byte[] hash) => $"{nameof(ApiToken)}:{Convert.ToHexString(hash)}";
}
