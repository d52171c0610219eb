using System.Collections.Concurrent;
using System.Diagnostics;

namespace ProductPlatform.Database;

/// <summary>
/// Gathers what many callers want to write at the same time and commits it together: what arrives while one commit is under way is the next one. Each caller
/// gets the result of his own item, after the commit.
/// </summary>
/// <param name="commit">Writes the items in one transaction; a result for each, in their order.</param>
/// <param name="mostItems">The most items of one transaction.</param>
public sealed class GroupCommit<TItem, TResult>(
    Func<IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<TResult>>> commit,
    int mostItems
)
{
    private readonly ConcurrentQueue<Entry> _waiting = new();
    private int _running;

    /// <summary>Returns when the item is committed, or refused. A caller that gives up leaves open whether it will be.</summary>
    /// <exception cref="System.Data.Common.DbException">The commit failed; nothing of the item is stored, unless its answer was lost.</exception>
    public Task<TResult> WriteAsync(TItem item, CancellationToken cancellationToken)
    {
        var entry = new Entry(item);
        _waiting.Enqueue(entry);
        Start();
        return entry.Result.WaitAsync(cancellationToken);
    }

    private void Start()
    {
        if (Interlocked.CompareExchange(ref _running, 1, 0) != 0)
            return;

        // Of no single request, nor of its trace.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(RunAsync);
    }

    private async Task RunAsync()
    {
        while (Take() is { Count: > 0 } entries)
            await CommitAsync(entries);

        Volatile.Write(ref _running, 0);
        // One that came after the last look found somebody running.
        if (!_waiting.IsEmpty)
            Start();
    }

    private List<Entry> Take()
    {
        List<Entry> entries = [];
        while (entries.Count < mostItems && _waiting.TryDequeue(out var entry))
            entries.Add(entry);
        return entries;
    }

    private async Task CommitAsync(List<Entry> entries)
    {
        // In the trace of the first: a span has one parent, and most often there is one item.
        Activity.Current = entries[0].Activity;
        try
        {
            // Of no single request: one that is given up must not take the others' with it.
            var results = await commit([.. entries.Select(entry => entry.Item)], CancellationToken.None);
            for (var i = 0; i < entries.Count; i++)
                entries[i].SetResult(results[i]);
        }
        catch (Exception exception) when (entries.Count > 1 && DatabaseFailure.KindOf(exception) == FailureKind.Message)
        {
            // One of them cannot be written: it must not take the others with it.
            foreach (var entry in entries)
                await CommitAsync([entry]);
        }
        catch (Exception exception)
        {
            entries.ForEach(entry => entry.SetException(exception));
        }
    }

    private sealed class Entry(TItem item)
    {
        private readonly TaskCompletionSource<TResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal TItem Item => item;

        internal Activity? Activity { get; } = Activity.Current;

        internal Task<TResult> Result => _result.Task;

        internal void SetResult(TResult result) => _result.SetResult(result);

        internal void SetException(Exception exception) => _result.SetException(exception);
    }
}
