namespace Admin.Data.Products;

/// <summary>A product of the catalogue.</summary>
public sealed class Product
{
    /// <summary>Given by the database and never used for another product.</summary>
    public int Id { get; init; }

    /// <summary>1 to 200 Unicode code points.</summary>
    public required string Title { get; set; }

    /// <summary>Address of its picture, free text of 1 to 200 Unicode code points.</summary>
    public required string Image { get; set; }

    /// <summary>All likes: <see cref="InitialLikes"/> and those counted since.</summary>
    public ulong Likes { get; set; }

    /// <summary>The count it was created with; kept apart, because no event stands behind these likes.</summary>
    public ulong InitialLikes { get; init; }

    /// <summary>Grows with every change of title or image; consumers tell newer from older by it. Likes do not change it.</summary>
    public long Version { get; set; } = 1;

    public DateTime CreatedAt { get; init; }

    /// <summary>UTC time of the last change of title or image.</summary>
    public DateTime UpdatedAt { get; set; }
}
