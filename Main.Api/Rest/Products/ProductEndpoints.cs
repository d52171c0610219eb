namespace Main.Api.Rest.Products;

internal static class ProductEndpoints
{
    private static readonly string[] GetAndHead = [HttpMethods.Get, HttpMethods.Head];

    internal static void AddProducts(this WebApplicationBuilder builder) => builder.Services.AddSingleton<ListTags>();

    internal static void MapProducts(this IEndpointRouteBuilder app) =>
        app.MapMethods("/flask/api/products", GetAndHead, ListAsync)
            .WithTags("Products")
            .WithSummary("All products by id")
            .Produces<IEnumerable<ProductBody>>()
            .Produces(304)
            .Produces<ApiError>(400, CompactJson.ProblemMediaType)
            .DescribePage();

    private static async Task<IResult> ListAsync(HttpContext context, MainDbContext db, ListTags tags, CancellationToken cancellationToken)
    {
        var page = PageQuery.Read(context.Request.Query, out var errors);
        if (errors.Count > 0)
            return ApiError.Create(StatusCodes.Status400BadRequest, "The query is not valid.", errors);

        // The tag is taken before the rows are read: if a product changes in between, the client gets the newer list under
        // the older tag and simply reads once more next time.
        var tag = await tags.ReadAsync(cancellationToken);
        context.Response.Headers.ETag = tag.ToString();
        if (ListTags.IsKnown(context.Request, tag))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);

        if (page.Limit is not { } limit)
        {
            return new JsonRows<ProductBody>(
                HttpMethods.IsHead(context.Request.Method)
                    ? Bodies(db, page.After).Take(1).AsAsyncEnumerable()
                    : RowPages.ReadAsync(after => Bodies(db, after), row => row.Id, page.After, cancellationToken)
            );
        }

        var rows = await Bodies(db, page.After).Take(limit + 1).ToListAsync(cancellationToken);
        page.Cut(context, rows, row => row.Id);
        return new JsonRows<ProductBody>(rows.ToAsyncEnumerable());
    }

    private static IQueryable<ProductBody> Bodies(MainDbContext db, int after) =>
        db
            .Products.AsNoTracking()
            .Where(product => product.DeletedAt == null && product.Id > after)
            .OrderBy(product => product.Id)
            .Select(product => new ProductBody(product.Id, product.Image, product.Title));

    /// <summary>A product as the pair's clients see it here: keys by name, and no likes.</summary>
    private sealed record ProductBody(int Id, string Image, string Title);
}
