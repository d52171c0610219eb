using System.Diagnostics;
using System.Text;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Contracts;
using RabbitMQ.Client;

namespace ProductPlatform.Messaging.Receiving;

/// <summary>
/// The spans of a batch: one "process" span in each message's own trace. The transaction runs under the first, and the others link to it, as
/// OpenTelemetry has it for batches (semantic conventions, messaging spans).
/// </summary>
internal sealed class BatchTrace : IDisposable
{
    private readonly List<Activity> _spans = [];

    private BatchTrace() { }

    /// <summary>Starts the spans, current from then on in the caller; what listens to them never stands in the way of a message.</summary>
    internal static BatchTrace Start(string queue, IReadOnlyList<Delivery> deliveries)
    {
        var trace = new BatchTrace();
        var before = Activity.Current;
        try
        {
            ActivityLink[]? batch = null;
            foreach (var delivery in deliveries)
            {
                // Without a context of its own a message begins a trace; it does not join its neighbour's.
                Activity.Current = null;
                if (
                    MessagingMetrics.Traces.StartActivity(
                        $"process {queue}",
                        ActivityKind.Consumer,
                        Parent(delivery.Properties),
                        links: batch
                    )
                    is not { } span
                )
                {
                    continue;
                }

                span.SetTag("messaging.system", "rabbitmq")
                    .SetTag("messaging.destination.name", queue)
                    .SetTag("messaging.message.id", delivery.Properties.MessageId);
                trace._spans.Add(span);
                batch ??= [new ActivityLink(span.Context)];
            }
        }
        catch (Exception)
        {
            // The edge of telemetry: a listener's failure.
        }

        Activity.Current = trace._spans.FirstOrDefault() ?? before;
        return trace;
    }

    public void Dispose()
    {
        foreach (var span in _spans)
        {
            try
            {
                span.Dispose();
            }
            catch (Exception)
            {
                // As above.
            }
        }
    }

    /// <summary>The trace context that a message carries; none is the default.</summary>
    internal static ActivityContext Parent(IReadOnlyBasicProperties properties) =>
        ActivityContext.TryParse(Text(properties, MessageHeaders.TraceParent), Text(properties, MessageHeaders.TraceState), out var parent)
            ? parent
            : default;

    private static string? Text(IReadOnlyBasicProperties properties, string header) =>
        properties.Headers?.TryGetValue(header, out var value) == true && value is byte[] text ? Encoding.UTF8.GetString(text) : null;
}
