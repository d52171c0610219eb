namespace Admin.Data.Products;

public enum RevisionKind
{
    Created,

    Updated,

    Deleted,

    Restored,
}

/// <summary>One entry of the change history: what a product looked like after a change, and who made it.</summary>
public sealed class ProductRevision
{
    public long Id { get; private set; }

    /// <summary>The product; it may be gone by now.</summary>
    public int ProductId { get; init; }

    public long Version { get; init; }
    public RevisionKind Kind { get; init; }

    /// <summary>The title after the change; at a deletion the last one.</summary>
    public required string Title { get; init; }

    /// <summary>The image after the change; at a deletion the last one.</summary>
    public required string Image { get; init; }

    /// <summary>Its likes at that moment; a deletion that is undone gives them back.</summary>
    public ulong Likes { get; init; }

    /// <summary>Those of them that it was created with.</summary>
    public ulong InitialLikes { get; init; }

    /// <summary>Who made it: a user's name, or the way it came in.</summary>
    public required string Actor { get; init; }

    public DateTime ChangedAt { get; init; }
}
