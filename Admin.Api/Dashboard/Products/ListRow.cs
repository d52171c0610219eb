namespace Admin.Api.Dashboard.Products;

/// <summary>A product whose title and picture are fields of a list.</summary>
/// <param name="Before">The product as the fields were filled from it: its version says whether it has changed since.</param>
/// <param name="Title">As typed.</param>
/// <param name="Image">As typed.</param>
internal sealed record ListRow(ProductEdit Before, string Title, string Image)
{
    internal int Id => Before.Id;

    internal bool IsChanged => !Matches(Before);

    /// <summary>What is to be saved: a field that nothing was typed into keeps its text as it is stored.</summary>
    internal ProductEdit Edit(ProductEdit stored) =>
        Before with
        {
            Title = IsSame(Title, Before.Title) ? stored.Title : Title,
            Image = IsSame(Image, Before.Image) ? stored.Image : Image,
        };

    /// <summary>What is wrong, by field.</summary>
    internal IReadOnlyDictionary<string, string[]> Errors { get; init; } = new Dictionary<string, string[]>();

    /// <summary>The user who changed the product meanwhile, when what was typed is not saved for that.</summary>
    internal string? Overtaker { get; init; }

    internal bool IsGone { get; init; }

    /// <summary>Whether it comes back because it could not be saved.</summary>
    internal bool IsLeft => Errors.Count > 0 || Overtaker is not null || IsGone;

    internal static ListRow From(ProductEdit product) => new(product, product.Title, product.Image);

    /// <summary>The rows of a form; fields that belong to none are left out.</summary>
    internal static List<ListRow> Read(IFormCollection form, int most) =>
        [
            .. form["id"]
                .Select(id => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : 0)
                .Where(id => id > 0)
                .Distinct()
                .Take(most)
                .Select(id => ReadRow(form, id))
                .OfType<ListRow>(),
        ];

    private static ListRow? ReadRow(IFormCollection form, int id)
    {
        string? Value(string name) => form[string.Create(CultureInfo.InvariantCulture, $"{name}-{id}")].LastOrDefault();

        return
            long.TryParse(Value("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && Value("title") is { } title
            && Value("image") is { } image
            && Value("title-was") is { } titleWas
            && Value("image-was") is { } imageWas
            ? new ListRow(new ProductEdit(id, version, titleWas, imageWas), title.Trim(), image.Trim())
            : null;
    }

    /// <summary>The row with the errors of its fields; a row that nothing was typed into has none.</summary>
    internal ListRow Checked() =>
        IsChanged ? this with { Errors = ProductForm.Check(Title, Image, likes: null, ProductForm.Label).Errors } : this;

    /// <summary>The row over the version of now, where that has the same title and picture: a resync gives versions too.</summary>
    internal ListRow Rebased(ProductEdit? now) => now is not null && From(now).Matches(Before) ? this with { Before = now } : this;

    /// <summary>The row over the product as it is now: what was typed stays only where it is not saved, and a field that nothing was typed
    /// into has the newer text.</summary>
    internal ListRow Over(ProductEdit? now, string? overtaker) =>
        now is null ? this with { IsGone = IsChanged }
        : !IsChanged || Matches(now) ? From(now)
        : this with
        {
            Before = now,
            Title = Edit(now).Title,
            Image = Edit(now).Image,
            Overtaker = now.Version == Before.Version ? null : overtaker ?? T("Another user"),
        };

    private bool Matches(ProductEdit product) => IsSame(Title, product.Title) && IsSame(Image, product.Image);

    /// <summary>A field has one line, and no space around it, whatever the text was that it was filled from.</summary>
    private static bool IsSame(string text, string other) => text.ReplaceLineEndings("").Trim() == other.ReplaceLineEndings("").Trim();
}
