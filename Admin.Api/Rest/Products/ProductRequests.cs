using System.ComponentModel.DataAnnotations;

namespace Admin.Api.Rest.Products;

/// <summary>The body of a create, as the API's description shows it. ProductInput reads it, by the pair's own rules.</summary>
internal sealed record NewProduct(
    [property: Required, MaxLength(Product.MaxTextLength)] string Title,
    [property: Required, MaxLength(Product.MaxTextLength)] string Image,
    [property: Range(0L, uint.MaxValue)] long Likes = 0
);

/// <summary>The body of a change, as the API's description shows it.</summary>
internal sealed record ProductChanges(
    [property: Required, MaxLength(Product.MaxTextLength)] string Title,
    [property: Required, MaxLength(Product.MaxTextLength)] string Image
);
