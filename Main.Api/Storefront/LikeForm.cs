namespace Main.Api.Storefront;

/// <summary>A product's like button, drawn by <c>_LikeForm</c>.</summary>
/// <param name="IsLiked">Whether this visitor likes it.</param>
/// <param name="List">The list that it stands in; null on the product's own page.</param>
internal sealed record LikeForm(Item Item, bool IsLiked, LikeMessage? Message, CatalogueQuery? List);
