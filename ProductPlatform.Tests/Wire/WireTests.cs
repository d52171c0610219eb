using System.Text;
using System.Text.Json;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.Publishing;

namespace ProductPlatform.Tests.Wire;

/// <summary>The bytes that other processes rely on: one golden file an event. A changed file is a changed contract.</summary>
public sealed class WireTests
{
    private static readonly DateTime Occurred = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string> Events => ["product_created", "product_updated", "product_deleted", "product_liked"];

    [Theory]
    [MemberData(nameof(Events))]
    public async Task A_message_equals_its_golden_file(string name) =>
        Assert.Equal(await GoldenAsync(name), Render(Message(name), new MessagingOptions()));

    [Fact]
    public async Task With_LegacyContentType_the_content_type_is_the_event() =>
        Assert.Equal(
            (await GoldenAsync("product_liked")).Replace("application/json", "product_liked", StringComparison.Ordinal),
            Render(Message("product_liked"), new MessagingOptions { LegacyContentType = true })
        );

    private static OutboxMessage Message(string name)
    {
        var product = new ProductState(1, "Größe <M> 😀", "/a?b=1&c=2", 3);
        return name switch
        {
            "product_created" => OutgoingEvents.ProductCreated(product, 1, Occurred),
            "product_updated" => OutgoingEvents.ProductUpdated(product, 2, Occurred),
            "product_deleted" => OutgoingEvents.ProductDeleted(1, 3, Occurred),
            _ => OutgoingEvents.ProductLiked(1, 42, Occurred),
        };
    }

    private static string Render(OutboxMessage message, MessagingOptions options)
    {
        var properties = MessageProperties.Of(message, "app", null, options);
        Assert.Equal(message.MessageId.ToString(), properties.MessageId);
        return JsonSerializer.Serialize(
                new
                {
                    exchange = message.Exchange,
                    routing_key = message.Type,
                    type = properties.Type,
                    content_type = properties.ContentType,
                    delivery_mode = (int)properties.DeliveryMode,
                    timestamp = properties.Timestamp.UnixTime,
                    app_id = properties.AppId,
                    headers = properties.Headers,
                    body = Encoding.UTF8.GetString(message.Body),
                },
                Indented
            ) + "\n";
    }

    private static Task<string> GoldenAsync(string name) =>
        File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Wire", $"{name}.json"));
}
