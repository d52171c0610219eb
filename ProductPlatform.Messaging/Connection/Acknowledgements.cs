using RabbitMQ.Client;

namespace ProductPlatform.Messaging.Connection;

/// <summary>
/// Acknowledges deliveries of one channel with as few commands as possible. The broker's channel holds back commands to a quorum queue
/// beyond some (32, rabbit_fifo_client), and forgets those when it is closed soon after: what was acknowledged one by one comes again.
/// </summary>
internal sealed class Acknowledgements
{
    private readonly SortedSet<ulong> _unsettled = [];

    /// <summary>Called for every delivery, in the client's order.</summary>
    internal void Delivered(ulong tag)
    {
        lock (_unsettled)
        {
            _unsettled.Add(tag);
        }
    }

    /// <summary>Acknowledges deliveries, and no others.</summary>
    internal async Task SendAsync(IChannel channel, IEnumerable<ulong> tags, CancellationToken cancellationToken)
    {
        var settled = tags.Order().ToList();
        ulong first;
        lock (_unsettled)
        {
            _unsettled.ExceptWith(settled);
            first = _unsettled.Count > 0 ? _unsettled.Min : ulong.MaxValue;
        }

        // All up to here are settled, now or before.
        var together = settled.TakeWhile(tag => tag < first).ToList();
        if (together.Count > 0)
            await channel.BasicAckAsync(together[^1], multiple: true, cancellationToken);

        foreach (var tag in settled.Skip(together.Count))
            await channel.BasicAckAsync(tag, multiple: false, cancellationToken);
    }
}
