using Admin.Data;
using Admin.Data.Products;
using Main.Data;
using Main.Data.Likes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform.Faults;

namespace ProductPlatform.Tests.Messaging;

/// <summary>The database commits, and the response is lost: the client cannot know whether to try again.</summary>
public sealed class LostAnswerTests : IAsyncLifetime
{
    private Scenario _scenario = null!;

    public async Task InitializeAsync() => _scenario = await Scenario.CreateAsync();

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task A_product_is_created_changed_and_deleted_once_though_the_answers_to_the_commits_are_lost()
    {
        var lossy = new LossyCommits();
        var api = await _scenario.StartAsync(
            "Admin.Api",
            builder =>
            {
                builder.AddAdminData();
                builder.Services.ConfigureDbContext<AdminDbContext>(options => options.AddInterceptors(lossy));
            }
        );
        await using var scope = api.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<ProductStore>();

        lossy.LoseNext();
        var product = await store.CreateAsync("kettle", "i", 0, "test", CancellationToken.None);
        lossy.LoseNext();
        var updated = await store.UpdateAsync(product.Id, "pot", "i", expectedVersion: 1, "test", CancellationToken.None);
        lossy.LoseNext();
        var deleted = await store.DeleteAsync(product.Id, expectedVersion: 2, "test", CancellationToken.None);

        Assert.Equal(3, lossy.Lost);
        Assert.Equal((ProductChangeOutcome.Done, ProductChangeOutcome.Done), (updated.Outcome, deleted.Outcome));
        await using var db = _scenario.OpenAdmin();
        Assert.Equal(
            [(product.Id, 1L, RevisionKind.Created), (product.Id, 2L, RevisionKind.Updated), (product.Id, 3L, RevisionKind.Deleted)],
            (await db.ProductHistory.OrderBy(entry => entry.Version).ToListAsync()).Select(entry =>
                (entry.ProductId, entry.Version, entry.Kind)
            )
        );
        Assert.Equal(3, await Scenario.OutboxDepthAsync(_scenario.OpenAdmin()));
    }

    [Fact]
    public async Task A_like_is_stored_once_and_its_user_told_so_though_the_answer_to_the_commit_is_lost()
    {
        await using (var db = _scenario.OpenMain())
        {
            db.Products.Add(
                new Main.Data.Products.Product
                {
                    Id = 1,
                    Title = "t",
                    Image = "i",
                }
            );
            await db.SaveChangesAsync();
        }

        var lossy = new LossyCommits();
        var api = await _scenario.StartAsync(
            "Main.Api",
            builder =>
            {
                builder.AddMainData();
                builder.Services.ConfigureDbContext<MainDbContext>(options => options.AddInterceptors(lossy));
            }
        );
        await using var scope = api.Services.CreateAsyncScope();
        var likes = scope.ServiceProvider.GetRequiredService<LikeStore>();

        lossy.LoseNext();
        Assert.Equal(LikeOutcome.Liked, await likes.LikeAsync(1, userId: 7, CancellationToken.None));
        Assert.Equal(1, lossy.Lost);
        Assert.Equal(LikeOutcome.AlreadyLiked, await likes.LikeAsync(1, userId: 7, CancellationToken.None));

        await using var main = _scenario.OpenMain();
        Assert.Equal((1, 1), (await main.Likes.CountAsync(), await main.Outbox.CountAsync()));
    }
}
