using System.Net;
using System.Text.Json;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace Main.Api.Rest.Users;

/// <summary>Asks Admin for the user who likes. Whatever goes wrong there is no user, and the reason is in the log.</summary>
internal sealed partial class AdminUsers(HttpClient http, ILogger<AdminUsers> logger)
{
    internal async Task<int?> PickAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri("/api/user", UriKind.Relative), cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                Log.Refused(logger, (int)response.StatusCode);
                return null;
            }

            var id = ReadId(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            if (id is null)
                Log.NotUnderstood(logger);
            return id;
        }
        catch (Exception exception)
            when (exception is HttpRequestException or TimeoutRejectedException or BrokenCircuitException or RateLimiterRejectedException)
        {
            // One line without a stack: while Admin is down, every like comes through here.
            Log.Unreachable(logger, exception.GetType().Name, exception.Message);
            return null;
        }
    }

    /// <summary>The id in <c>{"id":n}</c>; anything but a positive integer is not an id.</summary>
    internal static int? ReadId(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return
                !reader.Read()
                && document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("id"u8, out var value)
                && value.ValueKind == JsonValueKind.Number
                && value.TryGetInt32(out var id)
                && id > 0
                ? id
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Admin gave no user: it answered {Status}")]
        internal static partial void Refused(ILogger logger, int status);

        [LoggerMessage(LogLevel.Warning, "Admin gave no user: its answer is not {{\"id\":n}}")]
        internal static partial void NotUnderstood(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "Admin gave no user: {Fault}: {Message}")]
        internal static partial void Unreachable(ILogger logger, string fault, string message);
    }
}
