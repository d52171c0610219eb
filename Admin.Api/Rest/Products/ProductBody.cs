using System.Linq.Expressions;
using Admin.Data.Products;

namespace Admin.Api.Rest.Products;

/// <summary>A product as clients see it.</summary>
internal sealed record ProductBody(int Id, string Title, string Image, ulong Likes)
{
    internal static readonly Expression<Func<Product, ProductBody>> FromProduct =
        product => new ProductBody(product.Id, product.Title, product.Image, product.Likes);

    internal static ProductBody Of(Product product) => new(product.Id, product.Title, product.Image, product.Likes);
}
