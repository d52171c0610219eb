using Main.Data;
using Main.Data.Likes;
using Main.Data.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform.Faults;

namespace ProductPlatform.Tests.Messaging;

/// <summary>Likes that come at the same time share a transaction; each has the outcome that it would have alone.</summary>
public sealed class LikeBatchTests : IAsyncLifetime
{
    private readonly LossyCommits _lossy = new();
    private Scenario _scenario = null!;
    private LikeStore _likes = null!;

    public async Task InitializeAsync()
    {
        _scenario = await Scenario.CreateAsync();
        await using var db = _scenario.OpenMain();
        db.Products.AddRange(
            Enumerable
                .Range(1, 3)
                .Select(id => new Product
                {
                    Id = id,
                    Title = "t",
                    Image = "i",
                    DeletedAt = id == 3 ? DateTime.UnixEpoch : null,
                })
        );
        await db.SaveChangesAsync();
        var api = await _scenario.StartAsync(
            "Main.Api",
            builder =>
            {
                builder.AddMainData();
                builder.Services.ConfigureDbContext<MainDbContext>(options => options.AddInterceptors(_lossy));
            }
        );
        _likes = api.Services.GetRequiredService<LikeStore>();
    }

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task Each_like_of_a_batch_has_its_own_outcome()
    {
        await LikeAsync(1, 1);

        var outcomes = await LikeTogetherAsync((1, 1), (1, 2), (2, 1), (3, 1), (4, 1), (1, 2), (2, 2));

        Assert.Equal(
            [
                LikeOutcome.AlreadyLiked,
                LikeOutcome.Liked,
                LikeOutcome.Liked,
                LikeOutcome.UnknownProduct,
                LikeOutcome.UnknownProduct,
                LikeOutcome.AlreadyLiked,
                LikeOutcome.Liked,
            ],
            outcomes
        );
        await using var db = _scenario.OpenMain();
        Assert.Equal(
            [(1, 1), (1, 2), (2, 1), (2, 2), (2, 1_000)],
            (await db.Likes.ToListAsync()).Select(like => (like.ProductId, like.UserId)).Order()
        );
        Assert.Equal(
            (await db.Likes.Select(like => like.MessageId!.Value).ToListAsync()).Order(),
            (await db.Outbox.Select(message => message.MessageId).ToListAsync()).Order()
        );
    }

    [Fact]
    public async Task Every_like_of_a_batch_is_stored_once_though_the_answer_to_its_commit_is_lost()
    {
        var likes = Enumerable.Range(1, 40).Select(user => (1, user)).ToArray();

        // The first commit is that of the like which the others wait behind.
        _lossy.LoseNext(after: 1);
        var outcomes = await LikeTogetherAsync(likes);

        Assert.Equal(1, _lossy.Lost);
        Assert.All(outcomes, outcome => Assert.Equal(LikeOutcome.Liked, outcome));
        await using var db = _scenario.OpenMain();
        Assert.Equal((40 + 1, 40 + 1), (await db.Likes.CountAsync(), await db.Outbox.CountAsync()));
    }

    private Task<LikeOutcome> LikeAsync(int product, int user) => _likes.LikeAsync(product, user, CancellationToken.None);

    /// <summary>One like waits for the table, so the others gather behind it.</summary>
    private async Task<LikeOutcome[]> LikeTogetherAsync(params (int Product, int User)[] likes)
    {
        await using var other = new MySqlConnection(_scenario.MainDatabase);
        await other.OpenAsync();
        await new MySqlCommand("LOCK TABLES outbox WRITE", other).ExecuteNonQueryAsync();
        var first = LikeAsync(2, 1_000);
        await Eventually.IsTrueAsync(() => IsWaitingAsync(other), "the first like waits");
        var outcomes = Task.WhenAll(likes.Select(like => LikeAsync(like.Product, like.User)));
        Assert.False(outcomes.IsCompleted);

        await new MySqlCommand("UNLOCK TABLES", other).ExecuteNonQueryAsync();
        Assert.Equal(LikeOutcome.Liked, await first);
        return await outcomes;
    }

    private static async Task<bool> IsWaitingAsync(MySqlConnection connection)
    {
        await using var command = new MySqlCommand(
            "SELECT COUNT(*) FROM information_schema.processlist WHERE state LIKE '%lock%' AND db = DATABASE()",
            connection
        );
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) > 0;
    }
}
