using Admin.Data;
using Admin.Data.Products;
using Admin.Worker;
using Amazon.SecretsManager;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform.Secrets;

namespace ProductPlatform.Tests.Credentials;

/// <summary>The relay and the consumer, which hold their connections for long, over a rotation.</summary>
public sealed class MessagingRotationTests : IAsyncLifetime
{
    private readonly string _user = DatabaseAccounts.NewName();
    private SecretsServer _secrets = null!;
    private Scenario _scenario = null!;
    private DatabaseAccounts _accounts = null!;

    public async Task InitializeAsync()
    {
        _secrets = await SecretsServer.StartAsync();
        _scenario = await Scenario.CreateAsync();
        _accounts = new DatabaseAccounts(_scenario.AdminDatabase);
        await _accounts.CreateAsync(_user, "old");
        _secrets.Put("admin", _accounts.Secret(_user, "old"));
    }

    public async Task DisposeAsync()
    {
        await _scenario.DisposeAsync();
        await _secrets.DisposeAsync();
    }

    [Fact]
    public async Task The_relay_publishes_after_a_rotation()
    {
        await StartAsync(builder => builder.AddAdminPublishing());
        await AddProductAsync("before");
        await OutboxIsEmptyAsync();

        await RotateAsync();
        await AddProductAsync("after");

        await OutboxIsEmptyAsync();
    }

    [Fact]
    public async Task The_consumer_counts_after_a_rotation()
    {
        var product = await AddProductAsync("liked");
        await StartAsync(builder => AdminWorker.AddWork(builder));
        await _scenario.WaitForQueueAsync("admin.dead");
        await using var channel = await _scenario.OpenChannelAsync();
        await channel.SendAsync("admin", "product_liked", $"{product}", Guid.CreateVersion7().ToString());
        await LikesAreAsync(product, 1);

        await RotateAsync();
        await channel.SendAsync("admin", "product_liked", $"{product}", Guid.CreateVersion7().ToString());

        await LikesAreAsync(product, 2);
    }

    private Task<IHost> StartAsync(Action<IHostApplicationBuilder> add) =>
        _scenario.StartAsync(
            "Admin",
            builder =>
            {
                builder.Services.AddSingleton<IAmazonSecretsManager>(_secrets.Client());
                builder.AddAdminData();
                add(builder);
            },
            ("SECRET_NAME", "admin")
        );

    private async Task RotateAsync()
    {
        await _accounts.SetPasswordAsync(_user, "new");
        _secrets.Put("admin", _accounts.Secret(_user, "new"));
        Assert.NotEqual(0, await _accounts.EndSessionsAsync(_user));
    }

    /// <summary>By the administrator: its product comes with an event in the outbox.</summary>
    private async Task<int> AddProductAsync(string title)
    {
        await using var db = _scenario.OpenAdmin();
        return (await new ProductStore(db, TimeProvider.System).CreateAsync(title, "i", 0, "test", CancellationToken.None)).Id;
    }

    private Task OutboxIsEmptyAsync() =>
        Eventually.IsTrueAsync(async () => await Scenario.OutboxDepthAsync(_scenario.OpenAdmin()) == 0, "the outbox is empty");

    private Task LikesAreAsync(int product, ulong likes) =>
        Eventually.IsTrueAsync(
            async () =>
            {
                await using var db = _scenario.OpenAdmin();
                return (await db.Products.SingleAsync(row => row.Id == product)).Likes == likes;
            },
            $"{likes} likes are counted"
        );
}
