using System.Text;

namespace ProductPlatform.Tests.AppHost;

/// <summary>Reads the few fields a test wants out of an ExportTraceServiceRequest: enough protobuf for that, and no more.</summary>
internal static class OtlpSpans
{
    private const int RequestResourceSpans = 1;
    private const int ResourceSpansResource = 1;
    private const int ResourceSpansScopeSpans = 2;
    private const int ResourceAttributes = 1;
    private const int ScopeSpansSpans = 2;
    private const int SpanTraceId = 1;
    private const int SpanName = 5;
    private const int SpanAttributes = 9;
    private const int AttributeKey = 1;
    private const int AttributeValue = 2;
    private const int ValueString = 1;

    public static IEnumerable<(string Trace, CollectedSpan Span)> Read(ReadOnlyMemory<byte> request) =>
        from resourceSpans in Fields(request, RequestResourceSpans)
        let service = Service(resourceSpans)
        from scopeSpans in Fields(resourceSpans, ResourceSpansScopeSpans)
        from span in Fields(scopeSpans, ScopeSpansSpans)
        select (
            Convert.ToHexStringLower(Fields(span, SpanTraceId).Single().Span),
            new CollectedSpan(service, Text(span, SpanName), IsDatabase(span)));

    private static string Service(ReadOnlyMemory<byte> resourceSpans) => (
        from resource in Fields(resourceSpans, ResourceSpansResource)
        from attribute in Fields(resource, ResourceAttributes)
        where Text(attribute, AttributeKey) == "service.name"
        from value in Fields(attribute, AttributeValue)
        select Text(value, ValueString)).FirstOrDefault("");

    private static bool IsDatabase(ReadOnlyMemory<byte> span) =>
        Fields(span, SpanAttributes).Any(attribute => Text(attribute, AttributeKey).StartsWith("db.", StringComparison.Ordinal));

    private static string Text(ReadOnlyMemory<byte> message, int field) =>
        Fields(message, field).Select(text => Encoding.UTF8.GetString(text.Span)).FirstOrDefault("");

    /// <summary>The length-delimited fields with this number.</summary>
    private static List<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int field)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        while (!message.IsEmpty)
        {
            var tag = Varint(ref message);
            switch (tag & 7)
            {
                case 0:
                    Varint(ref message);
                    break;
                case 1:
                    message = message[sizeof(ulong)..];
                    break;
                case 2:
                    var length = (int)Varint(ref message);
                    if ((int)(tag >> 3) == field)
                        found.Add(message[..length]);
                    message = message[length..];
                    break;
                case 5:
                    message = message[sizeof(uint)..];
                    break;
                default:
                    throw new InvalidDataException($"Wire type {tag & 7} is not of protobuf 3.");
            }
        }
        return found;
    }

    private static ulong Varint(ref ReadOnlyMemory<byte> message)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message.Span[0];
            message = message[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
