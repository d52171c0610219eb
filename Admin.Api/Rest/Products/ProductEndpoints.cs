using Admin.Api.Http;
using Admin.Api.Rest.Access;
using Admin.Api.Rest.Http;
using Admin.Api.Rest.OpenApi;
using ProductPlatform.Database.Changes;

namespace Admin.Api.Rest.Products;

internal static class ProductEndpoints
{
    private static readonly string[] GetAndHead = [HttpMethods.Get, HttpMethods.Head];
    private static readonly ApiError NotFound = new(StatusCodes.Status404NotFound, "Product not found", Key: "error");
    private static readonly ApiError Stale = new(StatusCodes.Status412PreconditionFailed, "The product has changed since you read it.");

    private static readonly ProductBody Example = new(1, "Teapot", "/pictures/teapot.svg", 3);

    internal static void AddProducts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<VersionReader<AdminDbContext>>();
        builder.Services.AddSingleton<ProductList>();
    }

    internal static void MapProducts(this IEndpointRouteBuilder app)
    {
        var products = app.MapGroup("/api/products").WithTags("Products");
        products
            .MapMethods("/", GetAndHead, ListAsync)
            .WithName("listProducts")
            .WithSummary("All products by id")
            .Produces<IEnumerable<ProductBody>>()
            .Produces<Dictionary<string, string[]>>(400)
            .WithMetadata(new ListCopySource(static services => services.GetRequiredService<ProductList>().GetAsync(), "Accept, Origin"))
            .DescribePage(search: true)
            .DescribeEntityTag("Stands for the whole list; parts of it, and a very long one, have none.")
            .DescribeExample(200, new[] { Example });
        products
            .MapMethods("/{id}", GetAndHead, GetAsync)
            .WithName("getProduct")
            .WithSummary("One product")
            .Produces<ProductBody>()
            .Produces<ErrorBody>(404)
            .DescribeEntityTag()
            .DescribeExample(200, Example);
        products.Map("/{id}", AnswerOtherVerb).ExcludeFromDescription();

        var writes = products.MapGroup("").AddEndpointFilter<WriteAccess>().RequireRateLimiting(RateLimits.Writes);
        writes
            .MapPost("/", CreateAsync)
            .WithName("createProduct")
            .WithSummary("Create a product")
            .Produces<ProductBody>(201)
            .DescribeWrite(new NewProduct(Example.Title, Example.Image) { Likes = (long)Example.Likes })
            .DescribeResponseHeader("ETag", "Stands for the product as it is now.", "\"1-3\"", 201)
            .DescribeResponseHeader("Location", "The product's path.", "/api/products/1", 201)
            .DescribeExample(201, Example);
        writes
            .MapPut("/{id}", UpdateAsync)
            .WithName("changeProduct")
            .WithSummary("Change a product")
            .Produces<ProductBody>(202)
            .Produces<ErrorBody>(404)
            .Produces<DetailBody>(412)
            .DescribeWrite(new ProductChanges(Example.Title, Example.Image))
            .DescribeCondition()
            .DescribeResponseHeader("ETag", "Stands for the product as it is now.", "\"2-3\"", 202)
            .DescribeExample(202, Example);
        writes
            .MapDelete("/{id}", DeleteAsync)
            .WithName("deleteProduct")
            .WithSummary("Delete a product")
            .Produces(204)
            .Produces<ErrorBody>(404)
            .Produces<DetailBody>(412)
            .DescribeWrite()
            .DescribeCondition();
    }

    private static async Task ListAsync(HttpContext context, AdminDbContext db)
    {
        if (!context.Request.QueryString.HasValue && await context.GetListCopyAsync() is { } copy)
        {
            await context.SendCopyAsync(copy);
            return;
        }

        var page = PageQuery.Read(context.Request.Query, out var errors);
        if (errors.Count > 0)
        {
            await ApiError.FromFields(errors).ExecuteAsync(context);
            return;
        }

        var words = context.Request.Query["search"].LastOrDefault()?.Trim() ?? "";
        if (page.Limit is { } limit)
        {
            var rows = await ProductBody.After(db, words, page.After).Take(limit + 1).ToListAsync(context.RequestAborted);
            page.Cut(context, rows, row => row.Id);
            await CompactJson.SendAsync(context, CompactJson.SerializeRows(rows));
            return;
        }

        var all = HttpMethods.IsHead(context.Request.Method)
            ? ProductBody.After(db, words, page.After).Take(1).AsAsyncEnumerable()
            : RowPages.ReadAsync(last => ProductBody.After(db, words, last), row => row.Id, page.After, context.RequestAborted);
        await new JsonRows<ProductBody>(all).ExecuteAsync(context);
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, AdminDbContext db, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, id, cancellationToken) is not { } product)
            return NotFound;

        ProductTag.Set(context.Response, product);
        return ProductTag.IsKnown(context.Request, product)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : new JsonAnswer<ProductBody>(ProductBody.From(product));
    }

    private static async Task<IResult> CreateAsync(HttpContext context, ProductCreator creator, CancellationToken cancellationToken)
    {
        var (input, error) = await ProductInput.ReadAsync(context.Request, withLikes: true, cancellationToken);
        if (input is null)
            return error!;

        var product = await creator.CreateAsync(
            new ProductCreation(input.Title, input.Image, input.Likes, WriteAccess.Actor(context)),
            cancellationToken
        );
        ProductTag.Set(context.Response, product);
        context.Response.Headers.Location = string.Create(
            CultureInfo.InvariantCulture,
            $"{context.Request.PathBase}/api/products/{product.Id}"
        );
        return new JsonAnswer<ProductBody>(ProductBody.From(product), StatusCodes.Status201Created);
    }

    private static async Task<IResult> UpdateAsync(
        string id,
        HttpContext context,
        AdminDbContext db,
        ProductStore store,
        CancellationToken cancellationToken
    )
    {
        // Existence, then the client's condition, then the body: a client learns the nearest reason first, as in the pair.
        if (await FindAsync(db, id, cancellationToken) is not { } found)
            return NotFound;
        if (!ProductTag.MayEdit(context.Request, found))
            return Stale;

        var (input, error) = await ProductInput.ReadAsync(context.Request, withLikes: false, cancellationToken);
        if (input is null)
            return error!;

        var change = await store.UpdateAsync(
            found.Id,
            input.Title,
            input.Image,
            ProductTag.Expected(context.Request, found),
            WriteAccess.Actor(context),
            cancellationToken
        );
        if (change.Outcome == ProductChangeOutcome.Stale)
            return Stale;
        if (change.Product is not { } product)
            return NotFound;

        ProductTag.Set(context.Response, product);
        return new JsonAnswer<ProductBody>(ProductBody.From(product), StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> DeleteAsync(
        string id,
        HttpContext context,
        AdminDbContext db,
        ProductStore store,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(db, id, cancellationToken) is not { } found)
            return NotFound;
        if (!ProductTag.MayEdit(context.Request, found))
            return Stale;

        var change = await store.DeleteAsync(
            found.Id,
            ProductTag.Expected(context.Request, found),
            WriteAccess.Actor(context),
            cancellationToken
        );
        return change.Outcome switch
        {
            ProductChangeOutcome.Done => TypedResults.NoContent(),
            ProductChangeOutcome.Stale => Stale,
            _ => NotFound,
        };
    }

    /// <summary>Any verb without a route: what cannot be a product's id is not found, whatever one wants to do with it.</summary>
    private static IResult AnswerOtherVerb(string id, HttpResponse response)
    {
        if (ToId(id) is null)
            return NotFound;

        response.Headers.Allow = "DELETE, GET, HEAD, PUT";
        return TypedResults.StatusCode(StatusCodes.Status405MethodNotAllowed);
    }

    private static async Task<Product?> FindAsync(AdminDbContext db, string id, CancellationToken cancellationToken) =>
        ToId(id) is { } key ? await db.Products.AsNoTracking().SingleOrDefaultAsync(product => product.Id == key, cancellationToken) : null;

    private static int? ToId(string id) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var key) && key > 0 ? key : null;
}
