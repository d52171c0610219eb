using Admin.Data;
using Admin.Data.Likes;
using Admin.Data.Products;
using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ProductPlatform.Messaging.Contracts;
using ProductPlatform.Testing.Servers;
using RabbitMQ.Client;

namespace ProductPlatform.Tests.Browser;

/// <summary>The dashboard in a browser, on a database of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private DashboardApp _app = null!;
    private Chrome _chrome = null!;

    /// <summary>The broker's address.</summary>
    internal string Broker { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var servers = await ServerPair.SharedAsync();
        Broker = await servers.CreateVirtualHostAsync();
        _app = DashboardApp.Start(await servers.CreateDatabaseAsync(), Broker);
        await WithAsync<AdminDbContext, bool>(async db =>
        {
            await db.Database.MigrateAsync();
            return true;
        });
        _chrome = await Chrome.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _chrome.DisposeAsync();
        await _app.DisposeAsync();
    }

    internal Task<Tab> OpenAsync(TabOptions? options = null) => _chrome.OpenAsync(_app.Address, options ?? new TabOptions());

    /// <summary>Adds a user who is in a group of their own, and returns the ids of both.</summary>
    internal Task<(int User, int Group)> AddUserInGroupAsync() =>
        WithAsync<AdminDbContext, (int, int)>(async db =>
        {
            var name = Word();
            var user = new User
            {
                Name = "Somebody",
                UserName = name,
                Email = $"{name}@example.org",
                SecurityStamp = name,
            };
            var group = new Group { Name = name };
            user.Groups.Add(group);
            db.Users.Add(user);
            await db.SaveChangesAsync();
            return (user.Id, group.Id);
        });

    internal Task<Product> AddAsync(string title, string image = "/pictures/mug.svg", ulong likes = 0) =>
        WithAsync<ProductStore, Product>(store => store.CreateAsync(title, image, likes, "seed", CancellationToken.None));

    internal Task<ProductChange> ChangeAsync(Product product, string title, string actor) =>
        WithAsync<ProductStore, ProductChange>(store =>
            store.UpdateAsync(product.Id, title, product.Image, null, actor, CancellationToken.None)
        );

    internal Task<ProductChange> DeleteAsync(Product product) =>
        WithAsync<ProductStore, ProductChange>(store => store.DeleteAsync(product.Id, null, "seed", CancellationToken.None));

    internal Task<Product?> FindAsync(int id) =>
        WithAsync<AdminDbContext, Product?>(db => db.Products.AsNoTracking().SingleOrDefaultAsync(product => product.Id == id));

    internal Task<int> CountAsync(string word) =>
        WithAsync<AdminDbContext, int>(db => db.Products.CountAsync(product => product.Title.Contains(word)));

    /// <summary>Likes as the worker counts them.</summary>
    internal Task<bool> LikeAsync(Product product, int times) =>
        WithAsync<AdminDbContext, bool>(async db =>
        {
            var counter = new LikeCounter(TimeProvider.System, NullLogger<LikeCounter>.Instance);
            await counter.HandleAsync(db, [.. Enumerable.Repeat(new ProductLiked(product.Id), times)], CancellationToken.None);
            return true;
        });

    /// <summary>Puts a message with this body among the dead letters of the queue <c>main</c>, and returns its id.</summary>
    internal async Task<string> DieAsync(string body, string reason = "because of a test")
    {
        var id = Guid.NewGuid().ToString();
        await using var connection = await new ConnectionFactory { Uri = new Uri(Broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)
        );
        var properties = new BasicProperties
        {
            MessageId = id,
            Type = "product_created",
            Headers = new Dictionary<string, object?>
            {
                ["x-reason"] = reason,
                ["x-original-exchange"] = "product_created",
                ["x-original-routing-key"] = "product_created",
            },
        };
        await channel.BasicPublishAsync("dead-letters", "main.dead", mandatory: true, properties, System.Text.Encoding.UTF8.GetBytes(body));
        return id;
    }

    /// <summary>A word that no other test's products have.</summary>
    internal static string Word() => "w" + Guid.NewGuid().ToString("N")[..10];

    internal async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }
}

/// <summary>The classes that share one dashboard.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Dashboard in the browser";
}
