using ProductPlatform.Messaging.Contracts;

namespace Admin.Data.Products;

public sealed class Product
{
    /// <summary>Unicode code points of a title or an image.</summary>
    public const int MaxTextLength = ProductContent.MaxTextLength;

    /// <summary>Given by the database and never used for another product.</summary>
    public int Id { get; init; }

    public required string Title { get; set; }

    /// <summary>Address of its picture, free text.</summary>
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

    internal static Product Create(string title, string image, ulong initialLikes, DateTime now) =>
        new()
        {
            Title = title,
            Image = image,
            Likes = initialLikes,
            InitialLikes = initialLikes,
            CreatedAt = now,
            UpdatedAt = now,
        };

    /// <summary>The product as its history, oldest entry first, has it last.</summary>
    internal static Product Restore(IReadOnlyList<ProductRevision> history, DateTime now) =>
        new()
        {
            Id = history[^1].ProductId,
            Title = history[^1].Title,
            Image = history[^1].Image,
            Likes = history[^1].Likes,
            InitialLikes = history[^1].InitialLikes,
            Version = ProductVersions.After(history[^1].Version),
            CreatedAt = history.FirstOrDefault(entry => entry.Kind == RevisionKind.Created)?.ChangedAt ?? now,
            UpdatedAt = now,
        };

    internal void Change(string title, string image, DateTime now) =>
        (Title, Image, Version, UpdatedAt) = (title, image, ProductVersions.After(Version), now);
}
