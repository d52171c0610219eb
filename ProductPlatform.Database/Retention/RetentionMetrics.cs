using System.Diagnostics.Metrics;

namespace ProductPlatform.Database.Retention;

/// <summary>Counts deleted rows, for operators.</summary>
internal sealed class RetentionMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _deleted = meters
        .Create("ProductPlatform.Retention")
        .CreateCounter<long>("retention.deleted", "{row}", "Rows deleted because they were older than configured.");

    internal void Deleted(string table, int rows) => _deleted.Add(rows, new KeyValuePair<string, object?>("table", table));
}
