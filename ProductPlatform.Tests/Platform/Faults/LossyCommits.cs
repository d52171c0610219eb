using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ProductPlatform.Tests.Platform.Faults;

/// <summary>Commits, and says that it took too long.</summary>
internal sealed class LossyCommits : DbTransactionInterceptor
{
    private int _armed;

    internal int Lost { get; private set; }

    internal void LoseNext() => _armed = 1;

    public override Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (Interlocked.Exchange(ref _armed, 0) == 0)
            return Task.CompletedTask;
        Lost++;
        throw new TimeoutException("The answer to the commit was lost.");
    }
}
