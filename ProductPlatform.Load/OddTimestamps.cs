using RabbitMQ.Client;

namespace ProductPlatform.Load;

/// <summary>Times that a producer may send and that are none, or not in seconds since 1970, as AMQP has them.</summary>
internal static class OddTimestamps
{
    private static readonly long[] Odd =
    [
        0,
        // Milliseconds, as JavaScript and Java have them.
        1_795_782_861_449,
        // All 64 bits: the greatest that AMQP can say, which is unsigned.
        -1,
        long.MinValue,
        long.MaxValue,
        // The year 10000, which .NET does not have, and one in some hundred years.
        253_402_300_800,
        16_725_225_600,
    ];

    internal static AmqpTimestamp Next(Random random) => new(Odd[random.Next(Odd.Length)]);
}
