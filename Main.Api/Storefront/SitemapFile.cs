using System.Text;
using System.Xml;

namespace Main.Api.Storefront;

/// <summary>A file of the sitemap protocol (sitemaps.org), written while it is read.</summary>
/// <param name="root">The name of the document's element.</param>
/// <param name="entry">The name of an address's element.</param>
/// <param name="paths">Paths of this service.</param>
internal sealed class SitemapFile(string root, string entry, IAsyncEnumerable<string> paths) : IResult
{
    private const string Schema = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        WholeAddress.Cache(httpContext);
        httpContext.Response.ContentType = "application/xml; charset=utf-8";
        if (HttpMethods.IsHead(httpContext.Request.Method))
            return;

        await using var xml = XmlWriter.Create(
            httpContext.Response.Body,
            new XmlWriterSettings
            {
                Async = true,
                Encoding = Utf8,
                CloseOutput = false,
            }
        );
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(null, root, Schema);
        await foreach (var path in paths.WithCancellation(httpContext.RequestAborted))
        {
            await xml.WriteStartElementAsync(null, entry, Schema);
            await xml.WriteElementStringAsync(null, "loc", Schema, WholeAddress.Of(httpContext.Request, path));
            await xml.WriteEndElementAsync();
        }

        await xml.WriteEndElementAsync();
        await xml.WriteEndDocumentAsync();
    }
}
