using System.ComponentModel.DataAnnotations;

namespace Admin.Api.Rest.Products;

// For the description of the API: what clients send is read by ProductInput.

/// <summary>A product to create.</summary>
internal sealed record NewProduct(
    [property: Required, MaxLength(Product.MaxTextLength)] string Title,
    [property: Required, MaxLength(Product.MaxTextLength)] string Image,
    [property: Range(0L, uint.MaxValue)] long Likes = 0
);

/// <summary>What a product is changed to.</summary>
internal sealed record ProductChanges(
    [property: Required, MaxLength(Product.MaxTextLength)] string Title,
    [property: Required, MaxLength(Product.MaxTextLength)] string Image
);
