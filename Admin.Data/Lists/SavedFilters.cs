using Microsoft.EntityFrameworkCore;
using ProductPlatform.Database;

namespace Admin.Data.Lists;

/// <summary>How saving or renaming a filter ended.</summary>
public enum SavedFilterOutcome
{
    Added,

    /// <summary>The person's filter of that name has this query now.</summary>
    Replaced,

    Renamed,
    NotFound,

    /// <summary>Another filter of the person's has the name.</summary>
    NameTaken,

    /// <summary>The person has <see cref="SavedFilters.MostPerUser"/> of them.</summary>
    TooMany,
}

/// <summary>A person's saved filters and chosen columns. Changes of one person's happen one after the other.</summary>
public sealed class SavedFilters(AdminDbContext db)
{
    /// <summary>How many one person can have, over all lists.</summary>
    public const int MostPerUser = 50;

    /// <summary>A person's filters by name, of one list or of all.</summary>
    public Task<List<SavedFilter>> ListAsync(int userId, string? list, CancellationToken cancellationToken) =>
        db
            .SavedFilters.AsNoTracking()
            .Where(filter => filter.UserId == userId && (list == null || filter.List == list))
            .OrderBy(filter => filter.Name)
            .ToListAsync(cancellationToken);

    /// <summary>Saves a filter under a name; one of that name gets the new query.</summary>
    public Task<SavedFilterOutcome> SaveAsync(int userId, string list, string name, string query, CancellationToken cancellationToken) =>
        OneAtATimeAsync(
            userId,
            async token =>
            {
                if (
                    await db.SavedFilters.SingleOrDefaultAsync(
                        filter => filter.UserId == userId && filter.List == list && filter.Name == name,
                        token
                    ) is
                    { } known
                )
                {
                    (known.Name, known.Query) = (name, query);
                    return SavedFilterOutcome.Replaced;
                }

                if (await db.SavedFilters.CountAsync(filter => filter.UserId == userId, token) >= MostPerUser)
                    return SavedFilterOutcome.TooMany;

                db.SavedFilters.Add(
                    new SavedFilter
                    {
                        UserId = userId,
                        List = list,
                        Name = name,
                        Query = query,
                    }
                );
                return SavedFilterOutcome.Added;
            },
            cancellationToken
        );

    public Task<SavedFilterOutcome> RenameAsync(int userId, int id, string name, CancellationToken cancellationToken) =>
        OneAtATimeAsync(
            userId,
            async token =>
            {
                var filter = await db.SavedFilters.SingleOrDefaultAsync(found => found.UserId == userId && found.Id == id, token);
                if (filter is null)
                    return SavedFilterOutcome.NotFound;

                var taken = await db.SavedFilters.AnyAsync(
                    other => other.UserId == userId && other.List == filter.List && other.Name == name && other.Id != id,
                    token
                );
                if (taken)
                    return SavedFilterOutcome.NameTaken;

                filter.Name = name;
                return SavedFilterOutcome.Renamed;
            },
            cancellationToken
        );

    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(int userId, int id, CancellationToken cancellationToken) =>
        await db.SavedFilters.Where(filter => filter.UserId == userId && filter.Id == id).ExecuteDeleteAsync(cancellationToken) > 0;

    /// <summary>The columns' keys that a person chose for a list; null without a choice.</summary>
    public async Task<IReadOnlyList<string>?> FindColumnsAsync(int userId, string list, CancellationToken cancellationToken) =>
        (
            await db
                .ListColumns.Where(columns => columns.UserId == userId && columns.List == list)
                .Select(columns => columns.Columns)
                .SingleOrDefaultAsync(cancellationToken)
        )?.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public Task SetColumnsAsync(int userId, string list, IEnumerable<string> columns, CancellationToken cancellationToken) =>
        OneAtATimeAsync(
            userId,
            async token =>
            {
                var chosen = string.Join(' ', columns);
                if (await db.ListColumns.SingleOrDefaultAsync(known => known.UserId == userId && known.List == list, token) is { } before)
                {
                    before.Columns = chosen;
                }
                else
                {
                    db.ListColumns.Add(
                        new ListColumns
                        {
                            UserId = userId,
                            List = list,
                            Columns = chosen,
                        }
                    );
                }

                return true;
            },
            cancellationToken
        );

    /// <summary>Locks the person's row, so that two windows of one person neither pass the bound nor add a name twice.</summary>
    private Task<T> OneAtATimeAsync<T>(int userId, Func<CancellationToken, Task<T>> change, CancellationToken cancellationToken) =>
        db.InTransactionAsync(
            async token =>
            {
                await db.Database.SqlQuery<int>($"SELECT id AS Value FROM users WHERE id = {userId} FOR UPDATE").ToListAsync(token);
                var result = await change(token);
                await db.SaveChangesAsync(token);
                return result;
            },
            cancellationToken
        );
}
