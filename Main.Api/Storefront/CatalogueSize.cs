namespace Main.Api.Storefront;

/// <summary>How many products there are. A few thousand are counted for every page; a million take a while, so their number is kept for
/// some seconds.</summary>
internal sealed class CatalogueSize(TimeProvider time)
{
    private const int Few = 10_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    private volatile Count? _kept;

    internal async Task<int> GetAsync(MainDbContext db, CancellationToken cancellationToken)
    {
        if (_kept is { Products: > Few } kept && time.GetElapsedTime(kept.At) < MaxAge)
            return kept.Products;

        var at = time.GetTimestamp();
        var products = await db.Products.CountAsync(product => product.DeletedAt == null, cancellationToken);
        _kept = new Count(products, at);
        return products;
    }

    private sealed record Count(int Products, long At);
}
