using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Admin.Api.Rest.Http;

internal static class Accept
{
    // The pair had a page for browsers: one that accepts HTML alone gets JSON here, not 406.
    private static readonly string[] Served = [CompactJson.MediaType, CompactJson.ProblemMediaType, "text/html"];

    internal static bool Allows(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        return StringValues.IsNullOrEmpty(accept)
            || string.IsNullOrWhiteSpace(accept.ToString())
            || Ranges(accept).Any(range => Served.Any(type => Covers(range, type)));
    }

    /// <summary>Naming problem details is a choice; a wildcard that happens to cover them is not.</summary>
    internal static bool NamesProblem(HttpRequest request) =>
        Ranges(request.Headers.Accept)
            .Any(range => range.MediaType.Equals(CompactJson.ProblemMediaType, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<MediaTypeHeaderValue> Ranges(StringValues accept) =>
        MediaTypeHeaderValue.TryParseList(accept, out var ranges) ? ranges.Where(range => range.Quality is not 0) : [];

    private static bool Covers(MediaTypeHeaderValue range, string type) =>
        range.MatchesAllTypes
        || range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)
        || (range.MatchesAllSubTypes && type.StartsWith(range.Type + "/", StringComparison.OrdinalIgnoreCase));
}
