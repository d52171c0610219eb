namespace ProductPlatform.Messaging.Contracts;

/// <summary>Header names of the wire contract.</summary>
internal static class MessageHeaders
{
    internal const string TraceParent = "traceparent";
    internal const string TraceState = "tracestate";
    internal const string Version = "x-version";
    internal const string UserId = "x-user-id";
    internal const string Reason = "x-reason";
    internal const string FirstFailure = "x-first-failure";
    internal const string LastFailure = "x-last-failure";
    internal const string OriginalExchange = "x-original-exchange";
    internal const string OriginalRoutingKey = "x-original-routing-key";

    /// <summary>Identity of a dead letter whose producer gave it none.</summary>
    internal const string DeadLetterId = "x-dead-letter-id";

    /// <summary>How often an operator sent a dead letter back.</summary>
    internal const string Replayed = "x-replayed";

    /// <summary>The queue that receives the outcomes of a replay.</summary>
    internal const string ReplayQueue = "x-replay-queue";
}
