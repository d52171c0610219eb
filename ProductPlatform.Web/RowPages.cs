using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace ProductPlatform.Web;

/// <summary>
/// Reads long results page by page. While the rows of a page go to a client no database connection is held, so a client that reads slowly
/// keeps nothing that other requests need.
/// </summary>
public static class RowPages
{
    /// <summary>Rows of a page: what a slow client keeps in memory.</summary>
    public const int Size = 500;

    // However many clients ask for whole lists at once: most of the connection pool is left to the other requests.
    private static readonly SemaphoreSlim Readers = new(4);

    /// <summary>All rows of a query by ascending id. What changes meanwhile is seen as it is when its page is read; no id comes
    /// twice.</summary>
    /// <param name="after">The rows with a greater id than the one given, by ascending id.</param>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<int, IQueryable<T>> after,
        Func<T, int> id,
        int first,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        List<T> page;
        for (var last = first; ; last = id(page[^1]))
        {
            page = await ReadPageAsync(after(last).Take(Size), cancellationToken);
            foreach (var row in page)
                yield return row;

            if (page.Count < Size)
                yield break;
        }
    }

    /// <summary>The rows of one page; the connection is given back before it returns.</summary>
    public static async Task<List<T>> ReadPageAsync<T>(IQueryable<T> page, CancellationToken cancellationToken)
    {
        await Readers.WaitAsync(cancellationToken);
        try
        {
            return await page.ToListAsync(cancellationToken);
        }
        finally
        {
            Readers.Release();
        }
    }
}
