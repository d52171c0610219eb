using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ProductPlatform.Messaging.Publishing;

/// <summary>Signals the relay after the commit, never before: a row that is not committed cannot be read.</summary>
internal sealed class OutboxCommitInterceptor(OutboxSignal signal) : DbTransactionInterceptor, ISaveChangesInterceptor
{
    public ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context?.Database.CurrentTransaction is null)
            signal.Set();

        return ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        signal.Set();
        return Task.CompletedTask;
    }
}
