using RabbitMQ.Client;

namespace ProductPlatform.Messaging.Connection;

/// <summary>One life of a connection, topology declared.</summary>
/// <param name="Connection">Open at the start; never recovered, only replaced.</param>
/// <param name="IsBlocked">Whether the broker takes no messages just now, for want of memory or disk:
/// it confirms nothing until it does again.</param>
/// <param name="Lost">Cancelled when the connection is gone: nothing of this session can be acknowledged any more.</param>
/// <param name="Stopping">Cancelled when the process is asked to stop.</param>
internal sealed record BrokerSession(IConnection Connection, Func<bool> IsBlocked, CancellationToken Lost, CancellationToken Stopping);
