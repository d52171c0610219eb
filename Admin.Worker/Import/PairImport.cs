using Admin.Data.Import;

namespace Admin.Worker.Import;

/// <summary>
/// Takes over the Python pair's users, accounts and products. It works in transactions of a page each: broken off, it is done for what it
/// has told, and run again it adds what is missing.
/// </summary>
internal sealed class PairImport(ProductImport products, UserImport users, AccountImport accounts)
{
    private readonly List<(string What, int Count)> _added = [];

    /// <summary>What was added so far.</summary>
    internal IReadOnlyList<(string What, int Count)> Added => _added;

    /// <returns>How many problems a person has to look at.</returns>
    internal async Task<int> RunAsync(DjangoDatabase django, FlaskLikes likes, TextWriter output, CancellationToken cancellationToken)
    {
        var problems = 0;
        var people = await django.UsersAsync(cancellationToken);
        // Users first: accounts get ids above theirs.
        if (people is not null)
        {
            problems += await StoreAsync(
                "users",
                people,
                page => users.StoreAsync([.. page.Select(row => row.ToUser())], cancellationToken),
                output
            );
        }

        await accounts.StoreAsync(await django.GroupsAsync(cancellationToken), cancellationToken);
        problems += await StoreAsync(
            "accounts",
            django.AccountsAsync(keepsIds: people is null, cancellationToken).Select(account => new[] { account }),
            page => accounts.StoreAsync(page[0], cancellationToken),
            output
        );
        problems += await StoreAsync(
            "products",
            django.ProductsAsync(cancellationToken),
            page => products.StoreAsync([.. page.Select(row => row.ToProduct(likes.Of(row.Id)))], cancellationToken),
            output
        );
        await products.ReserveIdsAsync(likes.HighestId, cancellationToken);
        return problems;
    }

    private async Task<int> StoreAsync<T>(string what, IAsyncEnumerable<T[]> pages, Func<T[], Task<ImportOutcome>> store, TextWriter output)
    {
        var (read, added, problems, told) = (0, 0, 0, 0);
        await foreach (var page in pages)
        {
            var outcome = await store(page);
            read += page.Length;
            added += outcome.Added;
            problems += outcome.Problems.Count;
            foreach (var problem in outcome.Problems)
                await output.WriteLineAsync($"! {problem}");
            if (read / 5000 != told / 5000)
                await output.WriteLineAsync($"{what}: {read} read so far");
            told = read;
        }

        _added.Add((what, added));
        await output.WriteLineAsync($"{what}: {read} read, {added} added, {read - added} left as they are");
        return problems;
    }
}
