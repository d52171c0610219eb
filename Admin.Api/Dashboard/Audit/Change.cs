namespace Admin.Api.Dashboard.Audit;

/// <summary>How many products had the same done to them at once.</summary>
internal sealed record ProductCount(RevisionKind Kind, int Count);

/// <summary>One line of the list: an entry of the audit log, a change of one product, or of many at once.</summary>
internal sealed record Change(DateTime At, string Actor)
{
    /// <summary>The entry of the audit log; of products' changes, the import that made them.</summary>
    internal AuditEntry? Entry { get; init; }

    internal IReadOnlyList<ProductCount> Products { get; init; } = [];

    /// <summary>How many products it changed, those included that a search does not find.</summary>
    internal int Total { get; init; }

    /// <summary>The change of the product; null when there are many, or none.</summary>
    internal ChangedRevision? Product { get; init; }

    internal bool IsBatch => Products.Count > 0 && Product is null;

    internal int ProductCount => Products.Sum(count => count.Count);

    internal string What =>
        Products switch
        {
            [] => ChangeKind.Words(Entry!.Kind),
            [var only] when !IsBatch => $"Product {ChangeKind.Verb(only.Kind)}",
            [var only] => $"Products {ChangeKind.Verb(only.Kind)}",
            _ when Entry is not null => "Products imported",
            _ => $"Products {string.Join(" and ", Products.Select(count => ChangeKind.Verb(count.Kind)))}",
        };

    /// <summary>The class of its badge.</summary>
    internal string? Tone =>
        Products switch
        {
            [var only] => ChangeKind.Tone(only.Kind),
            [] when Entry!.Kind is AuditKind.SignInRefused or AuditKind.AccessRefused => "bad",
            _ => null,
        };

    internal string Subject =>
        Product is { } product ? product.Revision.Title
        : IsBatch
            ? (Total > ProductCount ? $"{Times.Count(ProductCount)} of " : "") + $"{Times.Count(Math.Max(Total, ProductCount))} products"
        : Entry!.Subject;

    internal string Details
    {
        get
        {
            var import = Entry is null ? "" : " by import";
            if (IsBatch)
                return string.Join(", ", Products.Select(count => $"{Times.Count(count.Count)} {ChangeKind.Verb(count.Kind)}")) + import;

            return Product is null ? Entry!.Details : string.Join("; ", Differences()) + import;
        }
    }

    private IEnumerable<string> Differences()
    {
        if (Product is not { Revision: { Kind: RevisionKind.Updated } now, PreviousTitle: { } title, PreviousImage: var image })
            yield break;

        if (title != now.Title)
            yield return $"Title: {title} → {now.Title}";
        if (image != now.Image)
            yield return $"Picture: {image} → {now.Image}";
    }
}

/// <param name="Before">Where the list goes on; null at its end.</param>
/// <param name="SearchedTo">How far was searched, when the page is not full though there may be more; null otherwise.</param>
internal sealed record ChangePage(IReadOnlyList<Change> Changes, DateTime? Before, DateTime? SearchedTo);
