namespace Admin.Api.Dashboard.Audit;

/// <summary>The address that the audit log had before it became a part of the changes: bookmarks go on.</summary>
[Authorize(Policy = Permissions.Audit.View)]
internal sealed class IndexModel : PageModel
{
    public RedirectToPageResult OnGet(string? q, string? kind) => RedirectToPage("/Audit/Changes", new { q, kind });
}
