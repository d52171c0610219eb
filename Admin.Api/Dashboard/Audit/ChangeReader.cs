using Admin.Api.Dashboard.Lists;

namespace Admin.Api.Dashboard.Audit;

/// <summary>
/// Reads the products' history and the audit log as one list, newest first, a page at a time. A page is a number of moments: what one person
/// did to products at one moment is one change. Both tables are read backwards by the index of their times, and no further than
/// <see cref="ScannedAtMost"/> entries for a page, so that a rare name costs no scan of everything.
/// </summary>
internal sealed class ChangeReader(AdminDbContext db)
{
    internal const int PageSize = 50;
    internal const int ScannedAtMost = 50_000;

    internal async Task<ChangePage> ReadAsync(ChangeFilter filter, TimeZoneInfo zone, int size, CancellationToken cancellationToken)
    {
        var (start, end) = filter.Range(zone);
        var (revisions, entries) = (filter.Revisions(db), filter.Entries(db));
        var floor = await FloorAsync(filter, start, end, cancellationToken);
        var from = floor ?? start;
        List<DateTime> moments = [];
        if (revisions is not null)
        {
            moments.AddRange(
                await NewestAsync(revisions.Select(entry => entry.ChangedAt).Where(at => at >= from && at < end), size, cancellationToken)
            );
        }

        if (entries is not null)
        {
            moments.AddRange(
                await NewestAsync(entries.Select(entry => entry.At).Where(at => at >= from && at < end), size, cancellationToken)
            );
        }

        var shown = moments.Distinct().OrderDescending().Take(size + 1).ToList();
        var isFull = shown.Count > size;
        if (isFull)
            shown.RemoveAt(size);
        return new ChangePage(
            await ReadAsync(revisions, entries, shown, filter.NarrowsProducts, cancellationToken),
            isFull ? shown[^1] : floor,
            isFull ? null : floor
        );
    }

    /// <summary>The way down to the days that have changes; every day between the first and the last, where a page would not search them
    /// all.</summary>
    internal async Task<DateLevels?> DatesAsync(
        ChangeFilter filter,
        TimeZoneInfo zone,
        Func<Period?, string> address,
        CancellationToken cancellationToken
    )
    {
        var all = filter.GoingOn(null);
        var (start, end) = all.Range(zone);
        IQueryable<DateTime>[] times =
        [
            .. new[] { all.Revisions(db)?.Select(entry => entry.ChangedAt), all.Entries(db)?.Select(entry => entry.At) }
                .OfType<IQueryable<DateTime>>()
                .Select(times => times.Where(at => at >= start && at < end)),
        ];
        if (times.Length == 0 || all.HasOtherDates)
            return null;
        if (await FloorAsync(all, start, end, cancellationToken) is null)
        {
            var levels = await DateLevels.CountAsync(
                times.Aggregate((one, other) => one.Concat(other)),
                all.Period,
                zone,
                address,
                cancellationToken
            );
            // What the list shows as one line is several entries: their number would mislead.
            return levels with { Parts = [.. levels.Parts.Select(part => part with { Count = null })] };
        }

        var oldest = new[]
        {
            await db.ProductHistory.MinAsync(entry => (DateTime?)entry.ChangedAt, cancellationToken),
            await db.AuditLog.MinAsync(entry => (DateTime?)entry.At, cancellationToken),
        }.Min();
        var newest = new[]
        {
            await db.ProductHistory.MaxAsync(entry => (DateTime?)entry.ChangedAt, cancellationToken),
            await db.AuditLog.MaxAsync(entry => (DateTime?)entry.At, cancellationToken),
        }.Max();
        return DateLevels.Between(oldest!.Value, newest!.Value, all.Period, zone, address);
    }

    /// <summary>The moment down to which a page searches; null when that is everything.</summary>
    private async Task<DateTime?> FloorAsync(ChangeFilter filter, DateTime start, DateTime end, CancellationToken cancellationToken)
    {
        // A product's entries have an index of their own, and are few.
        if (filter.Product is not null)
            return null;

        var floors = new[]
        {
            filter.Revisions(db) is null ? null : await OldestAsync(db.ProductHistory.Select(entry => entry.ChangedAt)),
            filter.Entries(db) is null ? null : await OldestAsync(db.AuditLog.Select(entry => entry.At)),
        };
        return floors.Max();

        async Task<DateTime?> OldestAsync(IQueryable<DateTime> times)
        {
            var between = times.Where(at => at >= start && at < end);
            var oldest = await between.OrderByDescending(at => at).Take(ScannedAtMost).MinAsync(at => (DateTime?)at, cancellationToken);
            return oldest is not null && await between.AnyAsync(at => at < oldest, cancellationToken) ? oldest : null;
        }
    }

    private static Task<List<DateTime>> NewestAsync(IQueryable<DateTime> times, int size, CancellationToken cancellationToken) =>
        times.GroupBy(at => at).Select(same => same.Key).OrderByDescending(at => at).Take(size + 1).ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<Change>> ReadAsync(
        IQueryable<ProductRevision>? revisions,
        IQueryable<AuditEntry>? entries,
        List<DateTime> moments,
        bool narrow,
        CancellationToken cancellationToken
    )
    {
        if (moments.Count == 0)
            return [];

        var logged = entries is null ? [] : await entries.Where(entry => moments.Contains(entry.At)).ToListAsync(cancellationToken);
        var changes = revisions is null ? [] : await ReadProductsAsync(revisions, moments, narrow, cancellationToken);
        var imports = logged
            .Where(entry => entry.Kind == AuditKind.Imported)
            .GroupBy(entry => (entry.At, entry.Actor))
            .ToDictionary(entries => entries.Key, entries => entries.First());
        changes = [.. changes.Select(change => change with { Entry = imports.GetValueOrDefault((change.At, change.Actor)) })];
        var merged = changes.Select(change => change.Entry?.Id).OfType<long>().ToHashSet();
        return
        [
            .. changes
                .Concat(
                    logged.Where(entry => !merged.Contains(entry.Id)).Select(entry => new Change(entry.At, entry.Actor) { Entry = entry })
                )
                .OrderByDescending(change => change.At)
                .ThenByDescending(change => change.Entry?.Id),
        ];
    }

    /// <param name="narrow">Whether <paramref name="revisions"/> may leave out some of what was done at once.</param>
    private async Task<List<Change>> ReadProductsAsync(
        IQueryable<ProductRevision> revisions,
        List<DateTime> moments,
        bool narrow,
        CancellationToken cancellationToken
    )
    {
        var totals = narrow ? await db.CountChangedAtOnceAsync(moments, cancellationToken) : [];
        var counts = await revisions
            .Where(entry => moments.Contains(entry.ChangedAt))
            .GroupBy(entry => new
            {
                entry.ChangedAt,
                entry.Actor,
                entry.Kind,
            })
            .Select(same => new
            {
                same.Key.ChangedAt,
                same.Key.Actor,
                same.Key.Kind,
                Count = same.Count(),
                First = same.Min(entry => entry.Id),
            })
            .ToListAsync(cancellationToken);
        var batches = counts.GroupBy(count => (count.ChangedAt, count.Actor)).ToList();
        var single = batches.Where(batch => batch.Sum(count => count.Count) == 1).Select(batch => batch.First().First).ToList();
        var products = await db
            .ProductHistory.AsNoTracking()
            .Where(entry => single.Contains(entry.Id))
            .WithPrevious(db)
            .ToDictionaryAsync(product => product.Revision.Id, cancellationToken);
        return
        [
            .. batches.Select(batch => new Change(batch.Key.ChangedAt, batch.Key.Actor)
            {
                Products = [.. batch.Select(count => new ProductCount(count.Kind, count.Count)).OrderBy(count => count.Kind)],
                Product = products.GetValueOrDefault(batch.First().First),
                Total = totals.GetValueOrDefault(batch.Key),
            }),
        ];
    }
}
