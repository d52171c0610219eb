using Main.Data;
using Main.Data.Products;
using Microsoft.Net.Http.Headers;

namespace Main.Api.Products;

/// <summary>The list's entity tag; weak, because it stands for the products and not for the bytes of one page.</summary>
internal static class ListTag
{
    internal static async Task<EntityTagHeaderValue> OfAsync(MainDbContext db, CancellationToken cancellation) =>
        new($"\"{await CatalogueDigest.OfAsync(db, cancellation)}\"", isWeak: true);

    internal static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) => request.GetTypedHeaders().IfNoneMatch
        .Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
}
