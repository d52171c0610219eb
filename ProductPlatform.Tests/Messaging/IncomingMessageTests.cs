using System.Text;
using ProductPlatform.Messaging.Contracts;
using RabbitMQ.Client;

namespace ProductPlatform.Tests.Messaging;

public sealed class IncomingMessageTests
{
    private const string Saved = """{"id":7,"title":"t","image":"i","likes":0}""";

    public static TheoryData<string, string, string> Invalid =>
        new()
        {
            { "main", "product_liked", "1" },
            { "main", "", Saved },
            { "main", "application/json", Saved },
            { "main", "product_created", "" },
            { "main", "product_created", "null" },
            { "main", "product_created", "[]" },
            { "main", "product_created", "7" },
            { "main", "product_created", "{" },
            { "main", "product_created", Saved + "x" },
            { "main", "product_created", """{"title":"t","image":"i"}""" },
            { "main", "product_created", """{"id":"x","title":"t","image":"i"}""" },
            { "main", "product_created", """{"id":0,"title":"t","image":"i"}""" },
            { "main", "product_created", """{"id":-1,"title":"t","image":"i"}""" },
            { "main", "product_created", """{"id":1.5,"title":"t","image":"i"}""" },
            { "main", "product_created", """{"id":2147483648,"title":"t","image":"i"}""" },
            { "main", "product_created", """{"id":1,"image":"i"}""" },
            { "main", "product_created", """{"id":1,"title":null,"image":"i"}""" },
            { "main", "product_created", """{"id":1,"title":5,"image":"i"}""" },
            { "main", "product_created", """{"id":1,"title":"t"}""" },
            { "main", "product_created", """{"id":1,"title":"\ud800","image":"i"}""" },
            { "main", "product_created", $$"""{"id":1,"title":"{{new string('x', 201)}}","image":"i"}""" },
            { "main", "product_updated", new string('[', 5000) },
            { "main", "product_deleted", "\"\"" },
            { "main", "product_deleted", "\" 1\"" },
            { "main", "product_deleted", "true" },
            { "main", "product_deleted", "0" },
            { "admin", "product_created", Saved },
            { "admin", "product_liked", "-1" },
            { "admin", "product_liked", "1.0" },
            { "admin", "product_liked", "{\"id\":1}" },
            { "admin", "product_liked", "99999999999999999999" },
        };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void An_invalid_event_is_refused_with_a_reason(string queue, string type, string body)
    {
        var refused = Assert.Throws<InvalidMessageException>(() => Read(queue, type, body));
        Assert.NotEmpty(refused.Message);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"1\"")]
    public void An_id_may_be_a_number_or_a_string_of_digits(string body)
    {
        Assert.Equal(new ProductLiked(1), Read("admin", "product_liked", body));
        Assert.Equal(new ProductEvent(1, null, null), Read("main", "product_deleted", body));
    }

    [Fact]
    public void The_event_is_the_type_and_without_one_the_content_type()
    {
        Assert.Equal(
            new ProductEvent(7, new ProductContent("t", "i"), null),
            new IncomingMessage(new BasicProperties { ContentType = "product_updated" }, Encoding.UTF8.GetBytes(Saved)).Read<ProductEvent>(
                "main"
            )
        );
        Assert.Equal(
            new ProductEvent(7, new ProductContent("t", "i"), null),
            new IncomingMessage(
                new BasicProperties { Type = "product_updated", ContentType = "application/json" },
                Encoding.UTF8.GetBytes(Saved)
            ).Read<ProductEvent>("main")
        );
    }

    [Fact]
    public void Two_hundred_characters_are_counted_as_code_points()
    {
        var title = string.Concat(Enumerable.Repeat("😀", 200));
        Assert.Equal(
            title,
            Assert.IsType<ProductEvent>(Read("main", "product_created", $$"""{"id":1,"title":"{{title}}","image":"i"}""")).Content?.Title
        );
    }

    [Fact]
    public void More_than_sixty_four_kibibytes_are_refused()
    {
        var body = $$"""{"id":1,"title":"t","image":"i","x":"{{new string('x', 64 * 1024)}}"}""";
        Assert.Throws<InvalidMessageException>(() => Read("main", "product_created", body));
    }

    [Fact]
    public void Invalid_UTF8_is_refused()
    {
        byte[] body = [.. """{"id":1,"title":"""u8, (byte)'"', 0xff, 0xfe, (byte)'"', .. ""","image":"i"}"""u8];
        Assert.Throws<InvalidMessageException>(() =>
            new IncomingMessage(new BasicProperties { Type = "product_created" }, body).Read<ProductEvent>("main")
        );
    }

    [Theory]
    [InlineData((sbyte)3)]
    [InlineData((short)3)]
    [InlineData(3)]
    [InlineData(3L)]
    public void The_version_may_be_any_integer_of_AMQP(object version)
    {
        var properties = new BasicProperties
        {
            Type = "product_deleted",
            Headers = new Dictionary<string, object?> { ["x-version"] = version },
        };
        Assert.Equal(new ProductEvent(1, null, 3), new IncomingMessage(properties, "1"u8.ToArray()).Read<ProductEvent>("main"));
    }

    [Fact]
    public void A_version_that_is_not_an_integer_is_refused()
    {
        var properties = new BasicProperties
        {
            Type = "product_deleted",
            Headers = new Dictionary<string, object?> { ["x-version"] = "3"u8.ToArray() },
        };
        Assert.Throws<InvalidMessageException>(() => new IncomingMessage(properties, "1"u8.ToArray()).Read<ProductEvent>("main"));
    }

    private static IIncomingEvent Read(string queue, string type, string body)
    {
        var message = new IncomingMessage(new BasicProperties { Type = type }, Encoding.UTF8.GetBytes(body));
        return queue == Topology.MainQueue ? message.Read<ProductEvent>(queue) : message.Read<ProductLiked>(queue);
    }
}
