using System.Runtime.CompilerServices;
using Admin.Api.Rest.Products;

namespace Admin.Api.Dashboard.Products;

/// <summary>
/// What the list shows, all pages of it, as a file. The ids in their order are read first, then the rows a page at a time: in any order
/// each product comes once, and no connection is held while the client reads.
/// </summary>
[Authorize(Policy = Permissions.Products.View)]
internal sealed class ExportModel(AdminDbContext db, AuditLog audit, TimeProvider time) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string? format, CancellationToken cancellationToken)
    {
        if (format is not ("csv" or "json"))
            return NotFound();

        await audit.WriteAsync(HttpContext, AuditKind.Exported, "products", $"{format}{Request.QueryString}");
        var now = time.GetUtcNow().UtcDateTime;
        var filter = ProductFilter.Read(Request.Query);
        var ids = await filter.Apply(db, now, HttpContext.Zone()).Select(row => row.Id).ToListAsync(cancellationToken);
        var rows = ReadAsync(filter, ids, cancellationToken);
        Response.Headers.ContentDisposition = string.Create(
            CultureInfo.InvariantCulture,
            $"attachment; filename=\"products-{now:yyyyMMdd-HHmmss}.{format}\""
        );
        Response.Headers.CacheControl = "no-store";
        if (format == "json")
        {
            await new JsonRows<ProductBody>(rows.Select(row => new ProductBody(row.Id, row.Title, row.Image, row.Likes))).ExecuteAsync(
                HttpContext
            );
        }
        else
        {
            await WriteCsvAsync(rows, cancellationToken);
        }

        return new EmptyResult();
    }

    private async IAsyncEnumerable<ProductRow> ReadAsync(
        ProductFilter filter,
        List<int> ids,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var chunk in ids.Chunk(RowPages.Size))
        {
            var page = await RowPages.ReadPageAsync(filter.Rows(db).Where(row => chunk.Contains(row.Id)), cancellationToken);
            var rows = page.ToDictionary(row => row.Id);
            // Products deleted meanwhile are left out.
            foreach (var id in chunk.Where(rows.ContainsKey))
                yield return rows[id];
        }
    }

    private async Task WriteCsvAsync(IAsyncEnumerable<ProductRow> rows, CancellationToken cancellationToken)
    {
        Response.ContentType = "text/csv; charset=utf-8";
        await using var writer = Csv.CreateWriter(Response.Body);
        await writer.WriteRowAsync(["id", "title", "image", "likes"], cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            var (id, likes) = (row.Id.ToString(CultureInfo.InvariantCulture), row.Likes.ToString(CultureInfo.InvariantCulture));
            await writer.WriteRowAsync([id, row.Title, row.Image, likes], cancellationToken);
        }
    }
}
