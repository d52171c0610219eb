namespace Admin.Api.Dashboard.Products;

/// <summary>A line of an import: what it says, what the product is now, and what is wrong with it.</summary>
/// <param name="Id">The product that it changes; null when it adds one.</param>
/// <param name="Before">The product now; null when there is none.</param>
internal sealed record ImportLine(
    int Number,
    string[] Cells,
    int? Id,
    string Title,
    string Image,
    string Likes,
    ProductEdit? Before,
    IReadOnlyList<string> Errors
)
{
    internal bool IsWrong => Errors.Count > 0;

    internal bool IsSame => !IsWrong && Before is { } now && (now.Title, now.Image) == (Title, Image);

    /// <summary>What the form would warn of too; it is imported all the same.</summary>
    internal string? Warning => IsWrong || IsSame ? null : Picture.Warning(Image);

    /// <summary>The picture to show beside its address; null for one with a warning.</summary>
    internal string? Thumbnail => !IsWrong && Picture.Warning(Image) is null ? Image : null;

    internal string What =>
        Id is null ? T("Add")
        : IsSame ? T("#{0} unchanged", Id)
        : T("Change #{0}", Id);
}
