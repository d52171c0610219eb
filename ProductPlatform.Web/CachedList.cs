namespace ProductPlatform.Web;

/// <summary>A whole list at a version, or no more than that it is too long to be kept.</summary>
/// <param name="Version">The version of the data that it shows.</param>
/// <param name="Body">Its JSON; empty when the list is too long.</param>
/// <param name="Tag">A weak entity tag of the body.</param>
public sealed record ListCopy(long Version, ReadOnlyMemory<byte> Body, string Tag)
{
    internal long BuiltAt { get; init; }

    internal bool IsTooLong => Body.IsEmpty;
}

/// <summary>
/// One serialized copy of a list for all requests, made again when the version of the data has changed. A copy is never older than the request that it answers:
/// the version is read after the request arrived (docs/decisions/0031).
/// </summary>
/// <param name="readVersion">The version of the data, as it was when called or later.</param>
/// <param name="read">The version and as many rows of the list, both of one snapshot.</param>
public sealed class CachedList<TRow>(Func<Task<long>> readVersion, Func<int, Task<(long Version, List<TRow> Rows)>> read, TimeProvider time)
{
    /// <summary>Rows of the longest list that is kept: some megabytes.</summary>
    public const int MaxRows = 20_000;

    /// <summary>Changes made by hand are not counted; they are seen after this time.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private volatile ListCopy? _copy;
    private Task<ListCopy>? _building;

    /// <summary>The list as it is now; null when it is too long to be kept.</summary>
    public async ValueTask<ListCopy?> GetAsync()
    {
        // A list that was too long a moment ago still is.
        if (_copy is { IsTooLong: true } tooLong && IsYoung(tooLong))
            return null;

        var version = await readVersion();
        var copy = _copy;
        while (copy is null || copy.Version < version || !IsYoung(copy))
            copy = await BuildAsync();
        return copy.IsTooLong ? null : copy;
    }

    private bool IsYoung(ListCopy copy) => time.GetElapsedTime(copy.BuiltAt) < MaxAge;

    private Task<ListCopy> BuildAsync()
    {
        lock (_lock)
        {
            if (_building is { IsCompleted: false })
                return _building;

            // Of no single request, nor of its trace.
            using (ExecutionContext.SuppressFlow())
                return _building = Task.Run(BuildOneAsync);
        }
    }

    private async Task<ListCopy> BuildOneAsync()
    {
        var (version, rows) = await read(MaxRows + 1);
        var body = rows.Count > MaxRows ? default : CompactJson.SerializeRows(rows);
        return _copy = new ListCopy(version, body, EntityTags.Of(body.Span)) { BuiltAt = time.GetTimestamp() };
    }
}
