using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ProductPlatform.Database.Changes;

public static class SnapshotExtensions
{
    /// <summary>Reads something together with the version that it belongs to, in a context of its own.</summary>
    public static async Task<(long Version, T Value)> ReadSnapshotAsync<TContext, T>(
        this IServiceScopeFactory scopes,
        Func<TContext, CancellationToken, Task<T>> read
    )
        where TContext : DbContext
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        return await db.InTransactionAsync(
            async token => (await db.ReadVersionAsync(token), await read(db, token)),
            CancellationToken.None,
            new TransactionOptions { Isolation = IsolationLevel.RepeatableRead }
        );
    }
}
