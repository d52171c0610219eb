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
            [var only] when !IsBatch => ChangeKind.Words(only.Kind),
            { Count: > 1 } when Entry is not null => T("Products imported"),
            _ => ChangeKind.Words([.. Products.Select(count => count.Kind)]),
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
        : !IsBatch ? Entry!.Subject
        : Total > ProductCount ? T("{0} of {1} products", Times.Count(ProductCount), Times.Count(Total))
        : T("{0} products", Times.Count(ProductCount));

    internal string Details
    {
        get
        {
            if (Product is null && !IsBatch)
                return Entry!.Details;

            var done = IsBatch ? string.Join(", ", Products.Select(ChangeKind.Words)) : string.Join("; ", Differences());
            return Entry is null ? done
                : done.Length == 0 ? T("by import")
                : T("{0} by import", done);
        }
    }

    private IEnumerable<string> Differences()
    {
        if (Product is not { Revision: { Kind: RevisionKind.Updated } now, PreviousTitle: { } title, PreviousImage: var image })
            yield break;

        if (title != now.Title)
            yield return T("Title: {0} → {1}", title, now.Title);
        if (image != now.Image)
            yield return T("Picture: {0} → {1}", image, now.Image);
    }
}

/// <param name="Before">Where the list goes on; null at its end.</param>
/// <param name="SearchedTo">How far was searched, when the page is not full though there may be more; null otherwise.</param>
internal sealed record ChangePage(IReadOnlyList<Change> Changes, DateTime? Before, DateTime? SearchedTo);
