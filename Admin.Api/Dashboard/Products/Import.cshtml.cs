using System.Text;
using Admin.Api.Dashboard.Access;

namespace Admin.Api.Dashboard.Products;

/// <summary>Imports products from CSV: first it shows what would happen, then it does that. Lines with errors are left out only when the user
/// says so.</summary>
[Authorize(Policy = Permissions.Products.Add)]
[Authorize(Policy = Permissions.Products.Change)]
[KeepsForm]
internal sealed class ImportModel(AdminDbContext db, ProductBatches batches, AuditLog audit) : PageModel
{
    private const int MaxBytes = 1024 * 1024;

    [BindProperty(Name = "text")]
    public string? Text { get; set; }

    /// <summary>The text that was previewed, packed; it travels with the preview, because the next request may reach another
    /// process.</summary>
    [BindProperty(Name = "previewed")]
    public string? Previewed { get; set; }

    internal ImportPlan? Plan { get; private set; }

    /// <summary>Whether the others are imported, and <see cref="Plan"/> is what was left out.</summary>
    internal bool IsRest { get; private set; }

    /// <param name="apply">Whether the user has seen the preview, and wants it.</param>
    /// <param name="skip">Whether lines with errors are left out; otherwise nothing is imported while there are any.</param>
    public async Task<IActionResult> OnPostAsync(IFormFile? file, bool apply, bool skip, CancellationToken cancellationToken)
    {
        if (!await PlanAsync(file, cancellationToken) || !apply || !Plan!.CanApply || (Plan.Wrong > 0 && !skip))
            return Page();

        if (await batches.ImportAsync(Plan.Drafts, User.Name(), cancellationToken) is not { } result)
        {
            // A product was deleted since the preview: the new plan says which.
            Plan = await ImportPlan.MakeAsync(Text!, db, cancellationToken);
            return Page();
        }

        var left = Plan.Wrong == 0 ? "" : $", {Times.Count(Plan.Wrong)} with errors left out";
        audit.Add(HttpContext, AuditKind.Imported, "products", $"{result.Created} added, {result.Updated} changed{left}", result.At);
        await db.SaveChangesAsync(cancellationToken);
        TempData.Add(Say(result, Plan.Wrong));
        // The same form goes on to the page of what was left out, so that loading that again imports nothing.
        return Plan.Wrong > 0
            ? new LocalRedirectResult(Url.Page("/Products/Import", "Left")!, permanent: false, preserveMethod: true)
            : RedirectToPage("/Products/Index", new { sort = "-updated" });
    }

    /// <summary>The lines that were left out: as a file, and to be corrected here.</summary>
    public async Task<IActionResult> OnPostLeftAsync(CancellationToken cancellationToken)
    {
        if (await PlanAsync(null, cancellationToken) && Plan is { Header: { } header, Wrong: > 0 })
        {
            Text = Encoding.UTF8.GetString(await header.WriteWrongAsync(Plan.Lines, cancellationToken)).TrimStart('\uFEFF');
            (Plan, IsRest) = (Plan.LeftOut(Text), true);
        }

        return Page();
    }

    /// <summary>The lines with errors as a file, to be corrected in a spreadsheet program and imported.</summary>
    public async Task<IActionResult> OnPostWrongAsync(CancellationToken cancellationToken) =>
        await PlanAsync(null, cancellationToken) && Plan is { Header: { } header, Wrong: > 0 }
            ? File(await header.WriteWrongAsync(Plan.Lines, cancellationToken), "text/csv; charset=utf-8", "products-with-errors.csv")
            : Page();

    private Flash Say(ImportResult result, int wrong)
    {
        var (added, changed, same) = (Times.Count(result.Created), Times.Count(result.Updated), Times.Count(result.Unchanged));
        var text =
            wrong == 0
                ? T("Imported: {0} added, {1} changed, {2} unchanged.", added, changed, same)
                : T("Imported: {0} added, {1} changed, {2} unchanged, {3} with errors left out.", added, changed, same, Times.Count(wrong));
        if (result.Created + result.Updated == 0)
            return Flash.Done(text);

        // To undo it is to delete what it added.
        var mayUndo = result.Created == 0 || User.Can(Permissions.Products.Delete);
        return new Flash(
            FlashKind.Success,
            text + " ",
            T("Show the changes"),
            Url.Page("/Audit/Batch", new { at = result.At.Ticks, who = User.Name() }),
            UndoUrl: mayUndo ? Url.Page("/Products/UndoChange", new { at = result.At.Ticks }) : null
        );
    }

    private async Task<bool> PlanAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        try
        {
            Text = await ReadAsync(file, cancellationToken);
        }
        catch (FormatException exception)
        {
            ModelState.AddModelError("file", exception.Message);
        }

        if (ModelState.IsValid && string.IsNullOrWhiteSpace(Text))
            ModelState.AddModelError("file", T("Choose a file, or paste its text."));
        if (!ModelState.IsValid)
            return false;

        Previewed = ImportText.Pack(Text!);
        Plan = await ImportPlan.MakeAsync(Text!, db, cancellationToken);
        return true;
    }

    /// <exception cref="FormatException">There is too much of it, or it is not text.</exception>
    private async Task<string?> ReadAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is { Length: > MaxBytes } || Text is { Length: > MaxBytes })
            throw new FormatException(T("The file is larger than 1 MiB. Import it in parts."));
        if (file is not { Length: > 0 })
        {
            return Previewed is not null ? ImportText.Unpack(Previewed)
                : Text is null ? null
                : ImportText.FromTextArea(Text);
        }

        var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken);
        return ImportText.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }
}
