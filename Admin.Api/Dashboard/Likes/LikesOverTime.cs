namespace Admin.Api.Dashboard.Likes;

internal sealed record TopProduct(int Id, string Title, string Image, ulong Likes);

/// <summary>Reads likes by the hour and adds them up to what a chart shows, in the viewer's days.</summary>
internal sealed class LikesOverTime(AdminDbContext db, TimeProvider time)
{
    /// <summary>Likes by day, or by hour when it is only one day; of all products, or of one.</summary>
    internal async Task<LikeChart> ChartAsync(int days, int? product, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var hourly = days == 1;
        var last = Begin(now, zone, hourly);
        var first = hourly ? last.AddHours(-23) : last.AddDays(1 - days);
        var since = ZoneTime.ToUtc(first, zone);
        var rows = await db
            .HourlyLikes.AsNoTracking()
            .Where(likes => likes.Hour >= since && (product == null || likes.ProductId == product))
            .GroupBy(likes => likes.Hour)
            .Select(group => new { Hour = group.Key, Likes = group.Sum(likes => (long)likes.Likes) })
            .ToListAsync(cancellationToken);

        var sums = rows.GroupBy(row => Begin(row.Hour, zone, hourly))
            .ToDictionary(group => group.Key, group => group.Sum(row => row.Likes));
        var bars = Enumerable
            .Range(0, hourly ? 24 : days)
            .Select(step => hourly ? first.AddHours(step) : first.AddDays(step))
            .Select(begin => new LikeBar(begin, sums.GetValueOrDefault(begin)));
        return new LikeChart([.. bars], hourly);
    }

    internal async Task<long> TodayAsync(TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var since = ZoneTime.DayOf(time.GetUtcNow().UtcDateTime, zone);
        return await db.HourlyLikes.Where(likes => likes.Hour >= since).SumAsync(likes => (long)likes.Likes, cancellationToken);
    }

    /// <summary>The products with the most likes in the past days; deleted ones are left out.</summary>
    internal async Task<IReadOnlyList<TopProduct>> TopAsync(int days, int count, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var since = ZoneTime.ToUtc(Begin(time.GetUtcNow().UtcDateTime, zone, hourly: false).AddDays(1 - days), zone);
        var sums = await db
            .HourlyLikes.AsNoTracking()
            .Where(likes => likes.Hour >= since)
            .Where(likes => db.Products.Any(product => product.Id == likes.ProductId))
            .GroupBy(likes => likes.ProductId)
            .Select(group => new { Id = group.Key, Likes = group.Sum(likes => (long)likes.Likes) })
            .OrderByDescending(sum => sum.Likes)
            .ThenBy(sum => sum.Id)
            .Take(count)
            .ToListAsync(cancellationToken);
        var ids = sums.Select(sum => sum.Id).ToList();
        var products = await db
            .Products.AsNoTracking()
            .Where(product => ids.Contains(product.Id))
            .ToDictionaryAsync(product => product.Id, cancellationToken);
        return
        [
            .. sums.Where(sum => products.ContainsKey(sum.Id))
                .Select(sum => new TopProduct(sum.Id, products[sum.Id].Title, products[sum.Id].Image, (ulong)sum.Likes)),
        ];
    }

    private static DateTime Begin(DateTime utc, TimeZoneInfo zone, bool hourly)
    {
        var local = ZoneTime.ToLocal(utc, zone);
        return hourly ? local.Date.AddHours(local.Hour) : local.Date;
    }
}
