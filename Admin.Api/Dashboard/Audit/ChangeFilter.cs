using System.Security.Claims;
using Admin.Api.Dashboard.Lists;

namespace Admin.Api.Dashboard.Audit;

/// <summary>Which changes are shown, read from the address and from nothing else, so that an address can be kept and shared.</summary>
internal sealed record ChangeFilter
{
    internal const string DateFormat = "yyyy-MM-dd";

    private static readonly DateTime Latest = new(9000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Earliest = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    internal string Search { get; private init; } = "";
    internal string Who { get; private init; } = "";

    /// <summary>Whether <see cref="Who"/> is a whole name; otherwise it is a part of one.</summary>
    internal bool IsWholeName { get; private init; }

    /// <summary>A kind's value, or an area's name; empty for all.</summary>
    internal string Kind { get; private init; } = "";

    internal DateOnly? From { get; private init; }
    internal DateOnly? To { get; private init; }

    /// <summary>The year, month or day that the dates are the ends of; null for others.</summary>
    internal Period? Period => Lists.Period.Find(From, To);

    /// <summary>Whether the dates are others than those of a year, a month or a day.</summary>
    internal bool HasOtherDates => Period is null && (From is not null || To is not null);

    /// <summary>The product that the changes are of.</summary>
    internal int? Product { get; private init; }

    /// <summary>What the entries of the audit log are of, exactly.</summary>
    internal string Subject { get; private init; } = "";

    /// <summary>The moment before which the list goes on, as the address has it; null begins with the newest.</summary>
    internal DateTime? Before { get; private init; }

    /// <summary>All that the viewer may choose from.</summary>
    internal IReadOnlyList<ChangeKind> Visible { get; private init; } = [];

    internal bool IsActive =>
        Search.Length > 0
        || Who.Length > 0
        || Kind.Length > 0
        || From is not null
        || To is not null
        || Product is not null
        || Subject.Length > 0;

    /// <summary>Whether of what one person did to products at once some may be left out.</summary>
    internal bool NarrowsProducts => Search.Length > 0 || Product is not null || Kind.StartsWith("Product", StringComparison.Ordinal);

    internal bool IsBackwards => From > To;

    /// <summary>Who is called as the query says is meant alone; otherwise all whose names have that in them.</summary>
    internal static async Task<ChangeFilter> ReadAsync(
        IQueryCollection query,
        ClaimsPrincipal user,
        AdminDbContext db,
        CancellationToken cancellationToken
    )
    {
        var filter = Read(query, user);
        return filter.Who.Length > 0 && await db.Users.AnyAsync(person => person.UserName == filter.Who, cancellationToken)
            ? filter with
            {
                IsWholeName = true,
            }
            : filter;
    }

    private static ChangeFilter Read(IQueryCollection query, ClaimsPrincipal user)
    {
        string Value(string name) => query[name].LastOrDefault()?.Trim() is { Length: <= 300 } value ? value : "";
        DateOnly? Date(string name) =>
            DateOnly.TryParseExact(Value(name), DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year > Earliest.Year
            && date.Year < Latest.Year
                ? date
                : null;

        var visible = ChangeKind.For(user);
        var kind = Value("kind");
        return new ChangeFilter
        {
            Search = Value("q"),
            Who = Value("who"),
            Kind = visible.Any(known => known.Value == kind || known.Area == kind) ? kind : "",
            From = Date("from"),
            To = Date("to"),
            Product = int.TryParse(Value("product"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
            Subject = Value("subject"),
            Before =
                long.TryParse(Value("before"), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
                && ticks > Earliest.Ticks
                && ticks < Latest.Ticks
                    ? new DateTime(ticks, DateTimeKind.Utc)
                    : null,
            Visible = visible,
        };
    }

    /// <summary>What the overview shows: what was done, and not who came and went.</summary>
    internal static ChangeFilter Recent(ClaimsPrincipal user, bool onlyMine) =>
        new()
        {
            Who = onlyMine ? user.Name() : "",
            IsWholeName = true,
            Visible = [.. ChangeKind.For(user).Where(kind => kind.Area != ChangeKind.Access)],
        };

    /// <summary>The same, from where a page has ended.</summary>
    internal ChangeFilter GoingOn(DateTime? before) => this with { Before = before };

    /// <summary>The UTC times that the changes are between; the end is not among them.</summary>
    internal (DateTime Start, DateTime End) Range(TimeZoneInfo zone)
    {
        var start = From is { } from ? ZoneTime.ToUtc(from.ToDateTime(TimeOnly.MinValue), zone) : Earliest;
        var end = To is { } to ? ZoneTime.ToUtc(to.AddDays(1).ToDateTime(TimeOnly.MinValue), zone) : Latest;
        return (start, Before < end ? Before.Value : end);
    }

    /// <summary>Entries of products' history; null when the viewer sees none or has chosen others.</summary>
    internal IQueryable<ProductRevision>? Revisions(AdminDbContext db)
    {
        var kinds = Chosen(kind => kind.Revision);
        if (kinds.Count == 0 || Subject.Length > 0)
            return null;

        var revisions = db.ProductHistory.AsNoTracking();
        if (kinds.Count < Enum.GetValues<RevisionKind>().Length)
            revisions = revisions.Where(entry => kinds.Contains(entry.Kind));
        if (Product is { } product)
            revisions = revisions.Where(entry => entry.ProductId == product);
        if (Who.Length > 0)
            revisions = revisions.Where(entry => IsWholeName ? entry.Actor == Who : entry.Actor.Contains(Who));
        foreach (var word in Words)
        {
            revisions = int.TryParse(word.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? revisions.Where(entry => entry.Title.Contains(word) || entry.Actor.Contains(word) || entry.ProductId == id)
                : revisions.Where(entry => entry.Title.Contains(word) || entry.Actor.Contains(word));
        }

        return revisions;
    }

    /// <summary>Entries of the audit log; null when the viewer sees none or has chosen others.</summary>
    internal IQueryable<AuditEntry>? Entries(AdminDbContext db)
    {
        var kinds = Chosen(kind => kind.Entry);
        if (kinds.Count == 0 || Product is not null)
            return null;

        var entries = db.AuditLog.AsNoTracking();
        if (kinds.Count < Enum.GetValues<AuditKind>().Length)
            entries = entries.Where(entry => kinds.Contains(entry.Kind));
        if (Who.Length > 0)
            entries = entries.Where(entry => IsWholeName ? entry.Actor == Who : entry.Actor.Contains(Who));
        if (Subject.Length > 0)
            entries = entries.Where(entry => entry.Subject == Subject);
        foreach (var word in Words)
        {
            entries = entries.Where(entry =>
                entry.Actor.Contains(word) || entry.Subject.Contains(word) || entry.Details.Contains(word) || entry.Address == word
            );
        }

        return entries;
    }

    private IEnumerable<string> Words => Search.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(20);

    private List<TKind> Chosen<TKind>(Func<ChangeKind, TKind?> part)
        where TKind : struct =>
        [.. Visible.Where(kind => Kind.Length == 0 || kind.Value == Kind || kind.Area == Kind).Select(part).OfType<TKind>()];
}
