namespace Main.Data.Products;

/// <summary>Main's copy of a product, built from Admin's events.</summary>
public sealed class Product
{
    /// <summary>Admin's id.</summary>
    public int Id { get; init; }

    /// <summary>At most 200 Unicode code points.</summary>
    public required string Title { get; set; }

    /// <summary>At most 200 Unicode code points.</summary>
    public required string Image { get; set; }

    /// <summary>The version of the newest event applied; 0 when only events without one were.</summary>
    public long Version { get; set; }

    /// <summary>UTC time of its deletion. The row stays as a tombstone, so that an event that comes late does not bring the product back.</summary>
    public DateTime? DeletedAt { get; set; }
}
