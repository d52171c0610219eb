namespace ProductPlatform.Messaging.Receiving;

/// <summary>The id of a message whose effect is in this database: inserted in the transaction of the effect, so that a second delivery does nothing.</summary>
/// <param name="messageId">The message's identity.</param>
/// <param name="receivedAt">UTC time of the transaction; old rows are pruned by it.</param>
public sealed class InboxMessage(Guid messageId, DateTime receivedAt)
{
    /// <summary>The message's identity.</summary>
    public Guid MessageId { get; private set; } = messageId;

    /// <summary>UTC time of the transaction.</summary>
    public DateTime ReceivedAt { get; private set; } = receivedAt;
}
