using ProductPlatform.Database.Changes;

namespace Main.Api.Rest.Products;

/// <summary>The whole list, kept ready for all requests as long as it is short.</summary>
internal sealed class ProductList(IServiceScopeFactory scopes, VersionReader<MainDbContext> versions, TimeProvider time)
{
    private readonly CachedList<ProductBody> _list = new(
        versions.ReadAsync,
        most =>
            scopes.ReadSnapshotAsync<MainDbContext, List<ProductBody>>(
                (db, token) => ProductBody.After(db, 0).Take(most).ToListAsync(token)
            ),
        time
    );

    internal ValueTask<ListCopy?> GetAsync() => _list.GetAsync();

    /// <summary>Stands for the products as they are now, whatever part of them is read next: they may only be newer.</summary>
    internal async Task<string> ReadTagAsync()
    {
        var version = await versions.ReadAsync();
        return string.Create(CultureInfo.InvariantCulture, $"W/\"v{version}\"");
    }
}
