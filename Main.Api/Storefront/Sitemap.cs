using Main.Data.Products;

namespace Main.Api.Storefront;

/// <summary>
/// What search engines read first. A sitemap holds the products of a range of ids: it has no more addresses than one may have, and is read
/// by the primary key; the index lists the ranges with products in them.
/// </summary>
internal static class Sitemap
{
    /// <summary>Addresses that one sitemap may have (sitemaps.org).</summary>
    private const int Size = 50_000;

    private static readonly string[] GetAndHead = [HttpMethods.Get, HttpMethods.Head];

    internal static void MapSitemap(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/robots.txt", GetAndHead, WriteRobotsAsync).ExcludeFromDescription();
        app.MapMethods("/sitemap.xml", GetAndHead, ListAsync).ExcludeFromDescription();
        app.MapMethods("/sitemap/{number:int:min(1)}.xml", GetAndHead, GetAsync).ExcludeFromDescription();
    }

    private static Task WriteRobotsAsync(HttpContext context)
    {
        WholeAddress.Cache(context);
        context.Response.ContentType = "text/plain; charset=utf-8";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.WriteAsync(
                $"""
                User-agent: *
                Disallow: /flask/
                Disallow: /openapi/
                Disallow: /scalar/
                Disallow: /*?q=

                Sitemap: {WholeAddress.Of(context.Request, "/sitemap.xml")}

                """,
                context.RequestAborted
            );
    }

    private static async Task<SitemapFile> ListAsync(MainDbContext db, CancellationToken cancellationToken)
    {
        var addresses = new List<string>();
        for (var last = 0; await FirstAfterAsync(db, last, cancellationToken) is { } id; )
        {
            var number = ((id - 1) / Size) + 1;
            addresses.Add(string.Create(CultureInfo.InvariantCulture, $"/sitemap/{number}.xml"));
            last = LastOf(number);
        }

        return new SitemapFile("sitemapindex", "sitemap", addresses.ToAsyncEnumerable());
    }

    private static async Task<IResult> GetAsync(int number, MainDbContext db, CancellationToken cancellationToken)
    {
        var last = LastOf(number);
        var before = (int)Math.Min((number - 1L) * Size, int.MaxValue);
        return await FirstAfterAsync(db, before, cancellationToken) <= last
            ? new SitemapFile("urlset", "url", AddressesAsync(db, before, last, cancellationToken))
            : TypedResults.NotFound();
    }

    private static int LastOf(int number) => (int)Math.Min((long)number * Size, int.MaxValue);

    private static Task<int?> FirstAfterAsync(MainDbContext db, int id, CancellationToken cancellationToken) =>
        After(db, id).Select(product => (int?)product).FirstOrDefaultAsync(cancellationToken);

    private static IAsyncEnumerable<string> AddressesAsync(MainDbContext db, int before, int last, CancellationToken cancellationToken) =>
        RowPages
            .ReadAsync(after => After(db, after).Where(id => id <= last), id => id, before, cancellationToken)
            .Select(id => string.Create(CultureInfo.InvariantCulture, $"/products/{id}"));

    private static IQueryable<int> After(MainDbContext db, int id) => db.ProductsAfter(id).Select(product => product.Id);
}
