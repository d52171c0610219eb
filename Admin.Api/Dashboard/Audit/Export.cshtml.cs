namespace Admin.Api.Dashboard.Audit;

/// <summary>What the list shows, all pages of it, as CSV. No connection is held while the client reads.</summary>
[Authorize(Policy = Permissions.Changes.View)]
internal sealed class ExportModel(AdminDbContext db, AuditLog audit, TimeProvider time) : PageModel
{
    private const int MomentsAtOnce = 500;

    public async Task<EmptyResult> OnGetAsync(CancellationToken cancellationToken)
    {
        // Programs read it: it says the same in every language of the pages.
        CultureInfo.CurrentUICulture = Language.English.Culture;
        await audit.WriteAsync(HttpContext, AuditKind.Exported, "changes", $"csv{Request.QueryString}");
        Response.Headers.ContentDisposition = string.Create(
            CultureInfo.InvariantCulture,
            $"attachment; filename=\"changes-{time.GetUtcNow():yyyyMMdd-HHmmss}.csv\""
        );
        Response.Headers.CacheControl = "no-store";
        Response.ContentType = "text/csv; charset=utf-8";

        var addresses = User.Can(Permissions.Audit.View);
        await using var writer = Csv.CreateWriter(Response.Body);
        await writer.WriteRowAsync(["time", "who", "what", "subject", "details", "address"], cancellationToken);
        var reader = new ChangeReader(db);
        var filter = (await ChangeFilter.ReadAsync(Request.Query, User, db, cancellationToken)).GoingOn(null);
        DateTime? before;
        do
        {
            var page = await reader.ReadAsync(filter, HttpContext.Zone(), MomentsAtOnce, cancellationToken);
            foreach (var change in page.Changes)
            {
                await writer.WriteRowAsync(
                    [
                        change.At.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
                        change.Actor,
                        change.What,
                        change.Product is { Revision.ProductId: var id } ? $"#{id} {change.Subject}" : change.Subject,
                        change.Details,
                        addresses ? change.Entry?.Address ?? "" : "",
                    ],
                    cancellationToken
                );
            }

            before = page.Before;
            filter = filter.GoingOn(before);
        } while (before is not null);

        return new EmptyResult();
    }
}
