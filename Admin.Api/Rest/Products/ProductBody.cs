using System.Linq.Expressions;

namespace Admin.Api.Rest.Products;

internal sealed record ProductBody(int Id, string Title, string Image, ulong Likes)
{
    internal static readonly Expression<Func<Product, ProductBody>> FromProduct = product => new ProductBody(
        product.Id,
        product.Title,
        product.Image,
        product.Likes
    );

    internal static ProductBody From(Product product) => new(product.Id, product.Title, product.Image, product.Likes);
}
