using ProductPlatform.Database.Changes;

namespace Admin.Api.Rest.Products;

/// <summary>The whole list, kept ready for all requests as long as it is short.</summary>
internal sealed class ProductList(IServiceScopeFactory scopes, VersionReader<AdminDbContext> versions, TimeProvider time)
{
    private readonly CachedList<ProductBody> _list = new(
        versions.ReadAsync,
        most =>
            scopes.ReadSnapshotAsync<AdminDbContext, List<ProductBody>>(
                (db, token) => ProductBody.After(db, "", 0).Take(most).ToListAsync(token)
            ),
        time
    );

    internal ValueTask<ListCopy?> GetAsync() => _list.GetAsync();
}
