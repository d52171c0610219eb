using System.Text;
using Microsoft.Net.Http.Headers;

namespace Admin.Api.Rest.Input;

/// <summary>A request's content type, read leniently: parameters that make no sense are left out.</summary>
internal sealed record ContentType(string MediaType, Encoding Encoding, string? Boundary)
{
    internal static ContentType Parse(string? header)
    {
        if (!MediaTypeHeaderValue.TryParse(header, out var parsed))
            return new ContentType((header ?? "").Split(';')[0].Trim(), Encoding.UTF8, null);

        var boundary = HeaderUtilities.RemoveQuotes(parsed.Boundary);
        return new ContentType(
            parsed.MediaType.ToString(),
            Find(HeaderUtilities.RemoveQuotes(parsed.Charset).ToString()) ?? Encoding.UTF8,
            boundary.HasValue ? boundary.ToString() : null
        );
    }

    /// <summary>Whether a parser of <paramref name="mediaType"/> may read it; wildcards count, as they do in the pair.</summary>
    internal bool Matches(string mediaType)
    {
        var (ours, theirs) = (mediaType.Split('/'), MediaType.Split('/'));
        return theirs.Length == 2 && Fits(ours[0], theirs[0]) && Fits(ours[1], theirs[1]);
    }

    private static bool Fits(string ours, string theirs) =>
        theirs == "*" || string.Equals(ours, theirs, StringComparison.OrdinalIgnoreCase);

    private static Encoding? Find(string charset)
    {
        if (charset.Length == 0)
            return null;

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
