using ProductPlatform.Load.Bench.Clients;

namespace ProductPlatform.Load.Bench.Limits;

/// <summary>An answer of the platform that the HTTP limit repeats.</summary>
internal sealed record FixedAnswer(Dictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Written by the server itself.</summary>
    private static readonly string[] ServersOwn = ["Date", "Content-Length", "Transfer-Encoding", "Connection"];

    internal string? EntityTag => Headers.GetValueOrDefault("ETag");

    internal static async Task<FixedAnswer> ReadAsync(LoadClient client, string path)
    {
        using var response = await client.GetAsync(path);
        return new FixedAnswer(
            response
                .Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                .Where(header => !ServersOwn.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                .ToDictionary(header => header.Key, header => header.Value.ToString()),
            await response.Content.ReadAsByteArrayAsync()
        );
    }
}
