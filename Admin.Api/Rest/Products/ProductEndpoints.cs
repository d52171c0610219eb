using System.Globalization;
using Admin.Api.Http;
using Admin.Api.Rest.Access;
using Admin.Api.Rest.Http;
using Admin.Api.Rest.OpenApi;
using Admin.Data;
using Admin.Data.Products;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Web;

namespace Admin.Api.Rest.Products;

internal static class ProductEndpoints
{
    private static readonly string[] GetAndHead = [HttpMethods.Get, HttpMethods.Head];

    internal static void MapProducts(this IEndpointRouteBuilder app)
    {
        var products = app.MapGroup("/api/products").WithTags("Products");
        products.MapMethods("/", GetAndHead, ListAsync).WithSummary("All products by id").DescribePage(search: true);
        products.MapMethods("/{id}", GetAndHead, GetAsync).WithSummary("One product");
        products.Map("/{id}", AnswerOtherVerb).ExcludeFromDescription();

        var writes = products.MapGroup("").AddEndpointFilter<WriteAccess>().RequireRateLimiting(RateLimits.Writes);
        writes.MapPost("/", CreateAsync).WithSummary("Create a product").DescribeWrite<NewProduct>();
        writes.MapPut("/{id}", UpdateAsync).WithSummary("Change a product").DescribeWrite<ProductChanges>();
        writes.MapDelete("/{id}", DeleteAsync).WithSummary("Delete a product").DescribeWrite();
    }

    private static async Task<Results<JsonRows<ProductBody>, InvalidRequest>> ListAsync(
        HttpContext context, AdminDbContext db, CancellationToken cancellation)
    {
        var page = PageQuery.Read(context.Request.Query, out var errors);
        if (errors.Count > 0)
            return new InvalidRequest(ApiError.OfFields(errors));

        var words = context.Request.Query["search"].LastOrDefault()?.Trim() ?? "";
        if (page.Limit is not { } limit)
        {
            return new JsonRows<ProductBody>(HttpMethods.IsHead(context.Request.Method)
                ? Bodies(db, words, page.After).Take(1).AsAsyncEnumerable()
                : RowPages.ReadAsync(after => Bodies(db, words, after), row => row.Id, page.After, cancellation));
        }

        var rows = await Bodies(db, words, page.After).Take(limit + 1).ToListAsync(cancellation);
        page.Cut(context, rows, row => row.Id);
        return new JsonRows<ProductBody>(rows.ToAsyncEnumerable());
    }

    private static IQueryable<ProductBody> Bodies(AdminDbContext db, string words, int after)
    {
        var products = db.Products.AsNoTracking().Where(product => product.Id > after);
        if (words.Length > 0)
            products = products.Where(product => product.Title.Contains(words));
        return products.OrderBy(product => product.Id).Select(ProductBody.FromProduct);
    }

    private static async Task<Results<JsonOk<ProductBody>, NotModified, ProductNotFound>> GetAsync(
        string id, HttpContext context, AdminDbContext db, CancellationToken cancellation)
    {
        if (await FindAsync(db, id, cancellation) is not { } product)
            return new ProductNotFound();

        ProductTag.Set(context.Response, product);
        return ProductTag.IsKnown(context.Request, product) ? new NotModified() : new JsonOk<ProductBody>(ProductBody.Of(product));
    }

    private static async Task<Results<JsonCreated<ProductBody>, InvalidRequest>> CreateAsync(
        HttpContext context, ProductStore store, CancellationToken cancellation)
    {
        var (input, error) = await ProductInput.ReadNewAsync(context.Request, cancellation);
        if (input is null)
            return new InvalidRequest(error!);

        var product = await store.CreateAsync(input.Title, input.Image, input.Likes, WriteAccess.Actor(context), cancellation);
        ProductTag.Set(context.Response, product);
        return new JsonCreated<ProductBody>(
            string.Create(CultureInfo.InvariantCulture, $"{context.Request.PathBase}/api/products/{product.Id}"), ProductBody.Of(product));
    }

    private static async Task<Results<JsonAccepted<ProductBody>, InvalidRequest, ProductNotFound, ProductStale>> UpdateAsync(
        string id, HttpContext context, AdminDbContext db, ProductStore store, CancellationToken cancellation)
    {
        // Existence, then the client's condition, then the body: a client learns the nearest reason first, as in the pair.
        if (await FindAsync(db, id, cancellation) is not { } found)
            return new ProductNotFound();
        if (!ProductTag.MayEdit(context.Request, found))
            return new ProductStale();

        var (input, error) = await ProductInput.ReadChangeAsync(context.Request, cancellation);
        if (input is null)
            return new InvalidRequest(error!);

        var change = await store.UpdateAsync(
            found.Id, input.Title, input.Image, ProductTag.Expected(context.Request, found), WriteAccess.Actor(context), cancellation);
        if (change.Outcome == ProductChangeOutcome.Stale)
            return new ProductStale();
        if (change.Product is not { } product)
            return new ProductNotFound();

        ProductTag.Set(context.Response, product);
        return new JsonAccepted<ProductBody>(ProductBody.Of(product));
    }

    private static async Task<Results<NoContent, ProductNotFound, ProductStale>> DeleteAsync(
        string id, HttpContext context, AdminDbContext db, ProductStore store, CancellationToken cancellation)
    {
        if (await FindAsync(db, id, cancellation) is not { } found)
            return new ProductNotFound();
        if (!ProductTag.MayEdit(context.Request, found))
            return new ProductStale();

        var change = await store.DeleteAsync(found.Id, ProductTag.Expected(context.Request, found), WriteAccess.Actor(context), cancellation);
        return change.Outcome switch
        {
            ProductChangeOutcome.Done => TypedResults.NoContent(),
            ProductChangeOutcome.Stale => new ProductStale(),
            _ => new ProductNotFound(),
        };
    }

    /// <summary>Any verb without a route: what cannot be a product's id is not found, whatever one wants to do with it.</summary>
    private static Results<ProductNotFound, VerbNotAllowed> AnswerOtherVerb(string id) =>
        ToId(id) is null ? new ProductNotFound() : new VerbNotAllowed("DELETE, GET, HEAD, PUT");

    private static async Task<Product?> FindAsync(AdminDbContext db, string id, CancellationToken cancellation) =>
        ToId(id) is { } key ? await db.Products.AsNoTracking().SingleOrDefaultAsync(product => product.Id == key, cancellation) : null;

    private static int? ToId(string id) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var key) && key > 0 ? key : null;
}
