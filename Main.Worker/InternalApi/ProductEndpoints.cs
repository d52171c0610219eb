using Main.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Main.Worker.InternalApi;

/// <summary>Which products Main knows, deleted ones among them, and at which version; for Admin's <c>resync</c>.</summary>
internal static class ProductEndpoints
{
    private const int MaxPage = 10_000;

    internal static void MapProducts(this IEndpointRouteBuilder app) => app.MapGet("/products", ListAsync);

    /// <param name="db">Main's database.</param>
    /// <param name="after">Only products with a greater id.</param>
    /// <param name="limit">How many at most.</param>
    private static async Task<Ok<List<ProductBody>>> ListAsync(
        MainDbContext db,
        CancellationToken cancellationToken,
        long after = 0,
        int limit = MaxPage
    ) =>
        TypedResults.Ok(
            await db
                .Products.AsNoTracking()
                .Where(product => product.Id > after)
                .OrderBy(product => product.Id)
                .Take(Math.Clamp(limit, 1, MaxPage))
                .Select(product => new ProductBody(product.Id, product.Version, product.DeletedAt != null))
                .ToListAsync(cancellationToken)
        );

    private sealed record ProductBody(int Id, long Version, bool Deleted);
}
