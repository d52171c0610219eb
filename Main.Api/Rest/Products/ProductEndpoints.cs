using ProductPlatform.Database.Changes;

namespace Main.Api.Rest.Products;

internal static class ProductEndpoints
{
    private static readonly string[] GetAndHead = [HttpMethods.Get, HttpMethods.Head];

    internal static void AddProducts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<VersionReader<MainDbContext>>();
        builder.Services.AddSingleton<ProductList>();
    }

    internal static void MapProducts(this IEndpointRouteBuilder app) =>
        app.MapMethods("/flask/api/products", GetAndHead, ListAsync)
            .WithName("listProducts")
            .WithTags("Products")
            .WithSummary("All products by id")
            .Produces<IEnumerable<ProductBody>>()
            .Produces<ApiError>(400, CompactJson.ProblemMediaType)
            .WithMetadata(new ListCopySource(static services => services.GetRequiredService<ProductList>().GetAsync(), "Origin"))
            .DescribePage()
            .DescribeEntityTag()
            .DescribeExample(200, new[] { new ProductBody(1, "/pictures/teapot.svg", "Teapot") });

    private static async Task ListAsync(HttpContext context, MainDbContext db, ProductList list)
    {
        if (!context.Request.QueryString.HasValue && await context.GetListCopyAsync() is { } copy)
        {
            await context.SendCopyAsync(copy);
            return;
        }

        var page = PageQuery.Read(context.Request.Query, out var errors);
        if (errors.Count > 0)
        {
            await ApiError.Create(StatusCodes.Status400BadRequest, "The query is not valid.", errors).ExecuteAsync(context);
            return;
        }

        await (page.Limit is { } limit ? SendPageAsync(context, db, page, limit) : SendAllAsync(context, db, list, page.After));
    }

    private static async Task SendPageAsync(HttpContext context, MainDbContext db, PageQuery page, int limit)
    {
        var rows = await ProductBody.After(db, page.After).Take(limit + 1).ToListAsync(context.RequestAborted);
        page.Cut(context, rows, row => row.Id);
        var body = CompactJson.SerializeRows(rows);
        if (!IsKnown(context, EntityTags.Of(body.Span)))
            await CompactJson.SendAsync(context, body);
    }

    private static async Task SendAllAsync(HttpContext context, MainDbContext db, ProductList list, int after)
    {
        // The tag is taken before the rows are read: if a product changes in between, the client gets the newer list under
        // the older tag and simply reads once more next time.
        if (IsKnown(context, await list.ReadTagAsync()))
            return;

        var rows = HttpMethods.IsHead(context.Request.Method)
            ? ProductBody.After(db, after).Take(1).AsAsyncEnumerable()
            : RowPages.ReadAsync(last => ProductBody.After(db, last), row => row.Id, after, context.RequestAborted);
        await new JsonRows<ProductBody>(rows).ExecuteAsync(context);
    }

    /// <summary>Names what is sent; 304 when the client has it.</summary>
    private static bool IsKnown(HttpContext context, string tag)
    {
        context.Response.Headers.ETag = tag;
        if (!EntityTags.IsKnown(context.Request, tag))
            return false;

        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}
