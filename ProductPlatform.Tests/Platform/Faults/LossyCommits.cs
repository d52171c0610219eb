using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ProductPlatform.Tests.Platform.Faults;

/// <summary>Commits, and says that it took too long.</summary>
internal sealed class LossyCommits : DbTransactionInterceptor
{
    private int _armed;

    internal int Lost { get; private set; }

    /// <param name="after">Commits that come before, and are answered.</param>
    internal void LoseNext(int after = 0) => _armed = after + 1;

    public override Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (_armed == 0 || Interlocked.Decrement(ref _armed) != 0)
            return Task.CompletedTask;
        Lost++;
        throw new TimeoutException("The answer to the commit was lost.");
    }
}
