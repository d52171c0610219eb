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
}
