using System.Collections.Concurrent;
using Main.Data.Likes;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Platform;

/// <summary>What was acknowledged to clients by a moment.</summary>
/// <param name="Edits">The number of each product's last edit.</param>
/// <param name="Likes">Products with the users who like them.</param>
internal sealed record Acknowledged(IReadOnlyDictionary<int, int> Edits, IReadOnlyCollection<(int Product, int User)> Likes)
{
    /// <summary>Asserts that all of it is there, the same in both databases, and that every like that Main has is counted once.</summary>
    internal async Task AssertKeptAsync(FullPlatform platform)
    {
        await platform.ProductsAgreeAsync();
        await Eventually.GetAsync(() => WronglyCountedAsync(platform.Scenario), wrong => wrong.Count == 0);
        await using var admin = platform.Scenario.OpenAdmin();
        await using var main = platform.Scenario.OpenMain();
        var titles = await admin.Products.ToDictionaryAsync(product => product.Id, product => product.Title);
        var likes = await main.Likes.Select(like => new { like.ProductId, like.UserId }).ToListAsync();

        Assert.Empty(await WronglyCountedAsync(platform.Scenario));
        // A product may have been edited once more than was answered by then.
        Assert.DoesNotContain(Edits, told => !titles.TryGetValue(told.Key, out var title) || Traffic.EditOf(title) < told.Value);
        Assert.Empty(Likes.Except(likes.Select(like => (like.ProductId, like.UserId))));
        Assert.Equal(0, await Scenario.OutboxDepthAsync(platform.Scenario.OpenMain()));
    }

    private static async Task<List<int>> WronglyCountedAsync(Scenario scenario)
    {
        await using var admin = scenario.OpenAdmin();
        await using var main = scenario.OpenMain();
        var stored = (await main.Likes.Select(like => like.ProductId).ToListAsync()).CountBy(id => id).ToDictionary();
        var counted = await admin
            .Products.Select(product => new { product.Id, Likes = product.Likes - product.InitialLikes })
            .ToListAsync();
        return [.. counted.Where(product => stored.GetValueOrDefault(product.Id) != (int)product.Likes).Select(product => product.Id)];
    }
}

/// <summary>Clients that create, edit and like without a pause, and remember what they were told.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    private readonly FullPlatform _platform;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<int, int> _edits = new();
    private readonly ConcurrentDictionary<(int, int), bool> _likes = new();
    private readonly Task _clients;
    private int _users;

    private Traffic(FullPlatform platform)
    {
        _platform = platform;
        _clients = Task.WhenAll(Task.Run(ChangeAsync), Task.Run(LikeAsync));
    }

    internal Acknowledged Acknowledged => new(new Dictionary<int, int>(_edits), [.. _likes.Keys]);

    internal static Traffic Start(FullPlatform platform) => new(platform);

    internal static string Title(int edit) => $"edit {edit}";

    internal static int EditOf(string title) => int.Parse(title["edit ".Length..], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Waits until so many more likes and edits were acknowledged.</summary>
    internal async Task GoesOnAsync(int count)
    {
        var (likes, edits) = (_likes.Count + count, _edits.Values.Sum() + count);
        await Eventually.IsTrueAsync(
            () => Task.FromResult((_likes.Count >= likes && _edits.Values.Sum() >= edits) || _clients.IsCompleted),
            "traffic goes on"
        );
        if (_clients.IsFaulted)
            await _clients;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _clients;
        _stop.Dispose();
    }

    private async Task ChangeAsync()
    {
        List<int> products = [];
        for (var step = 0; !_stop.IsCancellationRequested; step++)
        {
            if (step % 4 == 0)
            {
                products.Add(await _platform.CreateProductAsync(Title(0), likes: 3));
                _edits[products[^1]] = 0;
                continue;
            }

            var product = products[step * 7 % products.Count];
            var edit = _edits[product] + 1;
            await _platform.ChangeAsync(store => store.UpdateAsync(product, Title(edit), "picture", null, "test", CancellationToken.None));
            _edits[product] = edit;
        }
    }

    private async Task LikeAsync()
    {
        for (var step = 0; !_stop.IsCancellationRequested; step++)
        {
            var known = _edits.Keys.Order().ToList();
            if (known.Count == 0)
            {
                await Task.Yield();
                continue;
            }

            // Of the newest Main may not know yet.
            var (product, user) = (known[step % known.Count], ++_users);
            if (await _platform.LikeAsync(product, user) == LikeOutcome.Liked)
                _likes[(product, user)] = true;
        }
    }
}
