using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Database;

namespace Admin.Data.Products;

/// <summary>A product that is to be created, and by whom.</summary>
public sealed record ProductCreation(string Title, string Image, ulong InitialLikes, string Actor)
{
    private readonly Activity? _activity = Activity.Current;

    /// <summary>Does something of which its event tells as of a part of the request that it came with.</summary>
    internal void InItsTrace(Action action)
    {
        var current = Activity.Current;
        Activity.Current = _activity;
        action();
        Activity.Current = current;
    }
}

/// <summary>Creates products of many callers: those that come at the same time share a transaction.</summary>
public sealed class ProductCreator(IServiceScopeFactory scopes)
{
    private const int MostAtOnce = 100;

    private readonly GroupCommit<ProductCreation, Product> _commits = new(
        (drafts, token) => CreateAsync(scopes, drafts, token),
        MostAtOnce
    );

    public Task<Product> CreateAsync(ProductCreation product, CancellationToken cancellationToken) =>
        _commits.WriteAsync(product, cancellationToken);

    private static async Task<IReadOnlyList<Product>> CreateAsync(
        IServiceScopeFactory scopes,
        IReadOnlyList<ProductCreation> drafts,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ProductStore>().CreateAsync(drafts, cancellationToken);
    }
}
