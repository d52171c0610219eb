using ProductPlatform.Messaging.Contracts;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.Connection;

internal static class MessageTracing
{
    /// <summary>
    /// The client overwrites <c>traceparent</c> with its own publish span. A dead letter must keep the one it came with; every other
    /// message gets the client's, whose parent is the span of the change.
    /// </summary>
    internal static void Install()
    {
        var inject = DefaultInjector.Value;
        RabbitMQActivitySource.ContextInjector = (activity, headers) =>
        {
            if (!headers.ContainsKey(MessageHeaders.Reason))
                inject(activity, headers);
        };
    }

    private static readonly Lazy<Action<System.Diagnostics.Activity, IDictionary<string, object?>>> DefaultInjector = new(() =>
        RabbitMQActivitySource.ContextInjector
    );
}
