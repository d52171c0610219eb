using System.Net;
using System.Text.Json;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace Main.Api.Rest.Users;

/// <summary>Asks Admin for users who like. Whatever goes wrong there are none, and the reason is in the log.</summary>
internal sealed partial class AdminUsers(HttpClient http, ILogger<AdminUsers> logger)
{
    private const int MostQuestions = 32;

    /// <summary>Users picked at random, up to <paramref name="count"/>; none when Admin has none, or gives none.</summary>
    /// <param name="needed">How many are wanted at once; an Admin that is older, or has another secret, gives one at a time.</param>
    internal async Task<IReadOnlyList<int>> PickAsync(int count, int needed, CancellationToken cancellationToken)
    {
        try
        {
            if (count > 1 && await PickManyAsync(count, cancellationToken) is { } users)
                return users;

            var questions = Enumerable.Range(0, Math.Min(needed, MostQuestions)).Select(_ => PickOneAsync(cancellationToken));
            return [.. (await Task.WhenAll(questions)).OfType<int>()];
        }
        catch (Exception exception)
            when (exception is HttpRequestException or TimeoutRejectedException or BrokenCircuitException or RateLimiterRejectedException)
        {
            // One line without a stack: while Admin is down, every like comes through here.
            Log.Unreachable(logger, exception.GetType().Name, exception.Message);
            return [];
        }
    }

    private async Task<IReadOnlyList<int>?> PickManyAsync(int count, CancellationToken cancellationToken)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"/internal/users?count={count}");
        using var response = await http.GetAsync(new Uri(address, UriKind.Relative), cancellationToken);
        return response.StatusCode == HttpStatusCode.OK ? ReadIds(await response.Content.ReadAsByteArrayAsync(cancellationToken)) : null;
    }

    private async Task<int?> PickOneAsync(CancellationToken cancellationToken)
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

    /// <summary>The id in <c>{"id":n}</c>; anything but a positive integer is not an id.</summary>
    internal static int? ReadId(ReadOnlySpan<byte> body) => Read(body, "id"u8) is { } value && IsId(value) ? value.GetInt32() : null;

    /// <summary>The ids in <c>{"ids":[n,…]}</c>; null when there is none, or something else among them.</summary>
    internal static IReadOnlyList<int>? ReadIds(ReadOnlySpan<byte> body) =>
        Read(body, "ids"u8) is { ValueKind: JsonValueKind.Array } values && values.GetArrayLength() > 0 && values.EnumerateArray().All(IsId)
            ? [.. values.EnumerateArray().Select(value => value.GetInt32())]
            : null;

    private static bool IsId(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var id) && id > 0;

    private static JsonElement? Read(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            var root = JsonElement.ParseValue(ref reader);
            return !reader.Read() && root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) ? value : null;
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
