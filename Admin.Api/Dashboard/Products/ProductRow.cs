namespace Admin.Api.Dashboard.Products;

internal sealed class ProductRow
{
    public int Id { get; init; }
    public required string Title { get; init; }
    public required string Image { get; init; }
    public ulong Likes { get; init; }
    public ulong InitialLikes { get; init; }
    public long Version { get; init; }

    /// <summary>UTC; null for a deleted product.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>UTC time of the last change; of a deleted product, of its deletion.</summary>
    public DateTime UpdatedAt { get; init; }
}
