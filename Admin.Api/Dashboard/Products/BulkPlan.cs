using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Admin.Api.Dashboard.Products;

/// <summary>A product as it is, and as it would be; with errors it cannot be so and stays as it is.</summary>
internal sealed record BulkLine(ProductEdit Before, string Title, string Image, IReadOnlyList<string> Errors)
{
    internal bool IsSame => Errors.Count == 0 && (Before.Title, Before.Image) == (Title, Image);
}

/// <summary>What a change of many products would do to each; it changes nothing.</summary>
internal sealed record BulkPlan(IReadOnlyList<BulkLine> Lines)
{
    internal IReadOnlyList<BulkLine> Changes { get; } = [.. Lines.Where(line => line.Errors.Count == 0 && !line.IsSame)];

    internal IReadOnlyList<BulkLine> Refused { get; } = [.. Lines.Where(line => line.Errors.Count > 0)];

    internal int Same => Lines.Count - Changes.Count - Refused.Count;

    internal IReadOnlyList<ProductEdit> Edits => [.. Changes.Select(line => line.Before with { Title = line.Title, Image = line.Image })];

    /// <summary>Stands for exactly this plan: with another one, the user has agreed to something else.</summary>
    internal string Fingerprint => Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Edits)));

    /// <param name="products">The products as they were read just now.</param>
    internal static BulkPlan Make(IEnumerable<ProductEdit> products, BulkChange change) =>
        new([
            .. products.Select(product =>
            {
                var (title, image) = (change.Title(product.Title), change.Picture(product.Image));
                var (input, errors) = ProductForm.Check(title, image, likes: null, ProductForm.Label);
                return new BulkLine(product, input?.Title ?? title, input?.Image ?? image, [.. errors.SelectMany(field => field.Value)]);
            }),
        ]);
}
