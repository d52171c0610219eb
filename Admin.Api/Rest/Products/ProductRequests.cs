using System.ComponentModel.DataAnnotations;

namespace Admin.Api.Rest.Products;

// For the description of the API: what clients send is read by ProductInput.

/// <summary>A product to create.</summary>
internal sealed record NewProduct(
    [property: Required, MaxLength(Product.MaxTextLength)] string Title,
    [property: Required, MaxLength(Product.MaxTextLength)] string Image
)
{
    /// <summary>Likes to start from; none when left out.</summary>
    [Range(0L, uint.MaxValue)]
    public long Likes { get; init; }
}

/// <summary>What a product is changed to.</summary>
internal sealed record ProductChanges(
    [property: Required, MaxLength(Product.MaxTextLength)] string Title,
    [property: Required, MaxLength(Product.MaxTextLength)] string Image
);
