using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;

namespace ProductPlatform.Tests.Interop;

/// <summary>A producer or consumer of the Python pair, with its own client, pika.</summary>
internal static class PythonProcess
{
    /// <summary>Publishes one event to the queue of that name.</summary>
    internal static object Message(string queue, string name, object body) =>
        new
        {
            queue,
            @event = name,
            body,
        };

    internal static Task ProduceAsync(string broker, params object[] messages) => ProduceAsync(broker, "", messages);

    /// <summary>Declares the queues before, with pika's defaults: neither durable nor with arguments.</summary>
    internal static Task DeclareAndProduceAsync(string broker, params object[] messages) => ProduceAsync(broker, "declare", messages);

    /// <summary>Reads so many messages and returns a line for each.</summary>
    internal static Task<string[]> ConsumeAsync(string broker, string queue, int count) => ConsumeAsync(broker, queue, count, "");

    internal static Task<string[]> DeclareAndConsumeAsync(string broker, string queue, int count) =>
        ConsumeAsync(broker, queue, count, "declare");

    private static async Task ProduceAsync(string broker, string option, object[] messages) =>
        await Python("producer.py", broker, option)
            .WithStandardInputPipe(PipeSource.FromString(string.Join('\n', messages.Select(message => JsonSerializer.Serialize(message)))))
            .ExecuteBufferedAsync();

    private static async Task<string[]> ConsumeAsync(string broker, string queue, int count, string option)
    {
        var result = await Python("consumer.py", broker, queue, $"{count}", option).ExecuteBufferedAsync();
        return result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Debian's interpreter, which finds Debian's pika; another one first on the path would not.</summary>
    private static Command Python(string script, params string[] arguments) =>
        Cli.Wrap("/usr/bin/python3").WithArguments([Path.Combine(AppContext.BaseDirectory, "Interop", script), .. arguments]);
}
