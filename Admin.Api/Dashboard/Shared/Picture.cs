namespace Admin.Api.Dashboard.Shared;

/// <summary>A product's picture, drawn by <c>_Picture</c>; where there is none, or it does not load, a sign stands in for it.</summary>
internal sealed record Picture(string? Image, bool Large = false)
{
    internal string? Address => PictureAddress.Parse(Image);

    /// <summary>What is doubtful about an address. Any text is accepted, as the API does; pages show pictures of these addresses only.</summary>
    internal static string? Warning(string address) =>
        Prefixes.Any(prefix => address.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            ? null
            : T("The picture’s address does not begin with https:// or a slash.");

    private static readonly string[] Prefixes = ["/", "https://", "http://"];
}
