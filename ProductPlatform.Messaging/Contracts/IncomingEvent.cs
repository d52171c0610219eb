namespace ProductPlatform.Messaging.Contracts;

/// <summary>An event read from a message and valid in itself.</summary>
public interface IIncomingEvent
{
    /// <summary>The product that it is about: events of different products are independent of each other.</summary>
    int ProductId { get; }

    /// <summary>Whether this event and the other events of its product must be applied in order of arrival.</summary>
    bool IsOrdered => false;
}

/// <summary>An event, or a family of events of one queue, that a consumer reads and hands to its handler.</summary>
public interface IIncomingEvent<TSelf> : IIncomingEvent
    where TSelf : class, IIncomingEvent<TSelf>
{
    /// <summary>Reads the event from a message.</summary>
    /// <returns>Null when <paramref name="name"/> is none of its events.</returns>
    /// <exception cref="InvalidMessageException">The body or a header is not the event's.</exception>
    static abstract TSelf? Read(string? name, IncomingMessage message);
}

/// <summary>A message that can never be processed. Its text is the reason kept with the dead letter.</summary>
public sealed class InvalidMessageException(string reason) : Exception(reason);
