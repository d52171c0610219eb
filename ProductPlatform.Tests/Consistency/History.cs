using System.Collections.Concurrent;
using System.Diagnostics;

namespace ProductPlatform.Tests.Consistency;

/// <summary>
/// Writes and reads of registers that each have one writer, who writes 1, 2, 3 and so on; with the times between which each took effect. Whether they can be
/// put in one order that fits these times is then a matter of comparing each read with what was written, and with the reads before it.
/// </summary>
internal sealed class History
{
    private readonly ConcurrentBag<Operation> _writes = [];
    private readonly ConcurrentBag<Operation> _reads = [];

    internal int Reads => _reads.Count;

    internal async Task WriteAsync(int register, int value, Func<Task> write)
    {
        var began = Stopwatch.GetTimestamp();
        await write();
        _writes.Add(new Operation(register, value, began, Stopwatch.GetTimestamp()));
    }

    /// <summary>A read of all registers at once; one that is not there has 0.</summary>
    internal async Task ReadAsync(Func<Task<IReadOnlyDictionary<int, int>>> read)
    {
        var began = Stopwatch.GetTimestamp();
        var values = await read();
        var ended = Stopwatch.GetTimestamp();
        foreach (var (register, value) in values)
            _reads.Add(new Operation(register, value, began, ended));
    }

    internal void Add(Operation write, params Operation[] reads)
    {
        _writes.Add(write);
        foreach (var read in reads)
            _reads.Add(read);
    }

    /// <summary>What no order explains; nothing when the history is linearizable.</summary>
    internal List<string> Violations() =>
        [
            .. _reads
                .GroupBy(read => read.Register)
                .SelectMany(reads => Violations([.. _writes.Where(write => write.Register == reads.Key)], [.. reads])),
        ];

    private static IEnumerable<string> Violations(List<Operation> writes, List<Operation> reads)
    {
        foreach (var read in reads)
        {
            var acknowledged = writes.Where(write => write.Ended < read.Began).Select(write => write.Value).DefaultIfEmpty().Max();
            if (read.Value < acknowledged)
                yield return $"{read} is older than {acknowledged}, which was acknowledged before";

            var begun = writes.Where(write => write.Began < read.Ended).Select(write => write.Value).DefaultIfEmpty().Max();
            if (read.Value > begun)
                yield return $"{read} was not written yet";

            var seen = reads.Where(other => other.Ended < read.Began).Select(other => other.Value).DefaultIfEmpty().Max();
            if (read.Value < seen)
                yield return $"{read} is older than {seen}, which was read before";
        }
    }

    /// <summary>One operation; times are those of <see cref="Stopwatch"/>.</summary>
    internal sealed record Operation(int Register, int Value, long Began, long Ended);
}
