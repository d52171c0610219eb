using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Admin.Api.Rest.Products;

/// <summary>
/// A product's entity tag, <c>"version-likes"</c>. Both parts tell a cache that something changed; only the version makes an
/// edit stale, because likes keep coming while a person edits.
/// </summary>
internal static class ProductTag
{
    internal static string Create(Product product) => string.Create(CultureInfo.InvariantCulture, $"\"{product.Version}-{product.Likes}\"");

    internal static void Set(HttpResponse response, Product product) => response.Headers.ETag = Create(product);

    /// <summary>Whether the client already has what a GET would send.</summary>
    internal static bool IsKnown(HttpRequest request, Product product)
    {
        var current = new EntityTagHeaderValue(Create(product));
        return request
            .GetTypedHeaders()
            .IfNoneMatch.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: false));
    }

    /// <summary>Whether the client's If-Match, if any, lets it edit this version.</summary>
    internal static bool MayEdit(HttpRequest request, Product product) =>
        !HasCondition(request) || Versions(request.Headers.IfMatch).Contains(product.Version);

    /// <summary>The version that a write must find; null when the client set no condition on it.</summary>
    internal static long? Expected(HttpRequest request, Product product) => HasCondition(request) ? product.Version : null;

    private static bool HasCondition(HttpRequest request) =>
        request.Headers.IfMatch is { Count: > 0 } condition && condition.ToString().Trim() != "*";

    /// <summary>The versions named by strong tags; what is not a tag of ours names none, so the edit is stale.</summary>
    private static IEnumerable<long> Versions(StringValues condition)
    {
        if (!EntityTagHeaderValue.TryParseList(condition, out var tags))
            yield break;

        foreach (var tag in tags.Where(tag => !tag.IsWeak))
        {
            var parts = tag.Tag.ToString().Trim('"').Split('-');
            if (
                parts.Length == 2
                && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                && ulong.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            )
            {
                yield return version;
            }
        }
    }
}
