namespace Main.Api.Storefront;

/// <summary>What a page says of itself to search engines, and to sites that show a preview of it.</summary>
/// <param name="Address">Where it is, of all addresses that show the same; null for pages that are not to be found.</param>
/// <param name="Picture">The address of a picture of it.</param>
internal sealed record PageHead(string Title, string? Address = null, string? Picture = null)
{
    internal const string Key = "Head";
    internal const string Site = "ProductPlatform";

    internal string Description => T("{0} in the shop of {1}.", Title, Site);

    internal string FullTitle => Title == Site ? Site : $"{Title} · {Site}";
}
