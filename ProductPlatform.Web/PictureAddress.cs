namespace ProductPlatform.Web;

/// <summary>A product's image is free text; only what is an address of a picture becomes one on a page.</summary>
public static class PictureAddress
{
    /// <summary>
    /// The address to put on a page: an http or https one as it is, a relative one from the root of this host; null for every other
    /// text, <c>javascript:</c> and <c>data:</c> among them. Nothing here is ever fetched by the server.
    /// </summary>
    public static string? Parse(string? image)
    {
        var text = image?.Trim();
        if (string.IsNullOrEmpty(text) || text.Any(character => char.IsControl(character) || character is '\\' or '<' or '>' or '"'))
            return null;

        // Browsers find a scheme in front of the first colon, unless a slash, a question mark or a hash comes before it.
        var end = text.IndexOfAny([':', '/', '?', '#']);
        if (end >= 0 && text[end] == ':')
            return Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https") ? text : null;

        return text.StartsWith('/') ? text : "/" + text;
    }
}
