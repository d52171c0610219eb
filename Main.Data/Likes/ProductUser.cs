namespace Main.Data.Likes;

/// <summary>That a user likes a product. The unique pair is the truth about likes; every count is derived from it.</summary>
public sealed class ProductUser
{
    public long Id { get; private set; }

    /// <summary>The user, by Admin's id.</summary>
    public int UserId { get; init; }

    /// <summary>The product, by Admin's id.</summary>
    public int ProductId { get; init; }

    /// <summary>The message that told Admin of it; null when it was imported and never had one. Reconciling compares by it.</summary>
    public Guid? MessageId { get; init; }
}
