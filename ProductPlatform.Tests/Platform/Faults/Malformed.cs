using System.Text;
using RabbitMQ.Client;

namespace ProductPlatform.Tests.Platform.Faults;

/// <summary>Messages that no consumer can process, each of them wrong by construction; the seed repeats them.</summary>
internal sealed class Malformed(int seed)
{
    private static readonly string[] Queues = ["main", "admin"];
    private static readonly string[] NoText = ["null", "5", "true", "[]", "{}", "\"\\ud800\""];
    private static readonly string[] NoId =
    [
        "null",
        "0",
        "-1",
        "1.5",
        "1e400",
        "2147483648",
        "99999999999999999999",
        "true",
        "[]",
        "{}",
        "\"\"",
        "\"x\"",
        "\" 1\"",
    ];
    private readonly Random _random = new(seed);

    internal (string Queue, BasicProperties Properties, byte[] Body) Next()
    {
        var queue = Queues[_random.Next(2)];
        var type =
            queue == "admin"
                ? "product_liked"
                : _random.Next(3) switch
                {
                    0 => "product_created",
                    1 => "product_updated",
                    _ => "product_deleted",
                };
        var properties = Properties(type);
        var body = _random.Next(10) switch
        {
            0 => Noise(),
            1 => Huge(),
            2 => Deep(),
            3 => NotThisEvent(properties, queue),
            4 => Cut(),
            5 => Broken(type),
            6 => WrongVersion(properties, ref queue),
            _ => WrongType(type),
        };
        return (queue, properties, body);
    }

    /// <summary>The event's name where we put it, or where the Python pair does.</summary>
    private BasicProperties Properties(string type)
    {
        var properties = new BasicProperties { DeliveryMode = DeliveryModes.Persistent };
        if (_random.Next(4) == 0)
            properties.ContentType = type;
        else
            (properties.Type, properties.ContentType) = (type, "application/json");
        if (_random.Next(4) > 0)
            properties.MessageId = Guid.NewGuid().ToString();
        return properties;
    }

    /// <summary>Begins with a byte that no UTF-8 text has.</summary>
    private byte[] Noise()
    {
        var bytes = new byte[_random.Next(1, 2000)];
        _random.NextBytes(bytes);
        bytes[0] = 0xFF;
        return bytes;
    }

    private byte[] Huge() =>
        Utf8($$"""{"id":1,"title":"t","image":"i","likes":0,"x":"{{new string('x', 65536 + _random.Next(100_000))}}"}""");

    private byte[] Deep() => Utf8(new string(_random.Next(2) == 0 ? '[' : '{', _random.Next(1, 60_000)));

    private byte[] NotThisEvent(BasicProperties properties, string queue)
    {
        properties.Type = _random.Next(4) switch
        {
            0 => "product_renamed",
            1 => "PRODUCT_CREATED",
            2 => new string('x', 255),
            _ => queue == "main" ? "product_liked" : "product_created",
        };
        return Utf8("1");
    }

    /// <summary>Every proper prefix of an object is no JSON.</summary>
    private byte[] Cut()
    {
        var whole = Saved();
        return Utf8(whole[.._random.Next(whole.Length)]);
    }

    /// <summary>A control character where JSON allows none, anywhere in a valid body.</summary>
    private byte[] Broken(string type)
    {
        var body = Utf8(type is "product_deleted" or "product_liked" ? "\"12345\"" : Saved());
        body[_random.Next(body.Length)] = (byte)_random.Next(1, 9);
        return body;
    }

    private byte[] WrongVersion(BasicProperties properties, ref string queue)
    {
        queue = "main";
        properties.Type = "product_created";
        properties.Headers = new Dictionary<string, object?>
        {
            ["x-version"] = _random.Next(3) switch
            {
                0 => "7",
                1 => 1.5,
                _ => true,
            },
        };
        return Utf8(Saved());
    }

    private byte[] WrongType(string type)
    {
        if (type is "product_deleted" or "product_liked")
            return Utf8(NoId[_random.Next(NoId.Length)]);
        var wrong = _random.Next(4);
        return Utf8(
            wrong switch
            {
                0 => $$"""{"id":{{NoId[_random.Next(NoId.Length)]}},"title":"t","image":"i","likes":0}""",
                1 => $$"""{"id":1,"title":{{NoText[_random.Next(NoText.Length)]}},"image":"i","likes":0}""",
                2 => $$"""{"id":1,"title":"t","image":"{{new string('i', 201)}}","likes":0}""",
                _ => """{"id":1,"title":"t","likes":0}""",
            }
        );
    }

    private string Saved() => $$"""{"id":{{_random.Next(1, 1000)}},"title":"t{{_random.Next()}}","image":"i","likes":0}""";

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
