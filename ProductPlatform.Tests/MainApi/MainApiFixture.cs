using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Main.Data;
using Main.Data.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Database.Changes;
using ProductPlatform.Testing.Servers;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.MainApi;

/// <summary>Main.Api on a port of its own, with a real database and broker and a stub for Admin.</summary>
public sealed class MainApiFixture : IAsyncLifetime
{
    // Long enough for a busy machine; the tests of slow answers bring settings of their own.
    private static readonly (string, string)[] LongTimeouts =
    [
        ("AdminUsers:Resilience:AttemptTimeout:Timeout", "00:00:20"),
        ("AdminUsers:Resilience:TotalRequestTimeout:Timeout", "00:01:00"),
        ("AdminUsers:Resilience:CircuitBreaker:SamplingDuration", "00:00:40"),
        ("AdminUsers:Resilience:CircuitBreaker:MinimumThroughput", "10000"),
    ];

    private string _database = "";
    private string _broker = "";
    private MainApp _app = null!;

    public HttpClient Http { get; private set; } = null!;

    public AdminStub Admin { get; } = new();

    public async Task InitializeAsync()
    {
        var servers = await ServerPair.SharedAsync();
        (_database, _broker) = (await servers.CreateDatabaseAsync(), await servers.CreateVirtualHostAsync());
        await Admin.StartAsync();
        _app = Start(Admin, LongTimeouts);
        Http = _app.NewClient();
        await WithDatabaseAsync(db => db.Database.MigrateAsync());
    }

    /// <summary>One more Main.Api on the same database and broker, with another Admin; the caller disposes it.</summary>
    public MainApp Start(AdminStub admin, params (string Key, string Value)[] settings) =>
        MainApp.Start(_database, _broker, admin.Address, settings);

    /// <summary>The same with our Admin, serving https.</summary>
    public MainApp StartWith(X509Certificate2 certificate) => MainApp.Start(_database, _broker, Admin.Address, certificate);

    /// <summary>A product as Admin's event would have left it.</summary>
    public async Task<int> AddProductAsync(string title = "t", string image = "i", DateTime? deletedAt = null)
    {
        var product = new Product
        {
            Id = RandomNumberGenerator.GetInt32(1, int.MaxValue),
            Title = title,
            Image = image,
            Version = 1,
            DeletedAt = deletedAt,
        };
        await WithDatabaseAsync(db =>
        {
            db.Products.Add(product);
            return db.SaveChangesAsync();
        });
        return product.Id;
    }

    public Task WithDatabaseAsync(Func<MainDbContext, Task> use) =>
        WithDatabaseAsync(async db =>
        {
            await use(db);
            return true;
        });

    /// <summary>Does as the platform does where it changes products by SQL: it counts the change.</summary>
    public async Task<T> WithDatabaseAsync<T>(Func<MainDbContext, Task<T>> use)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MainDbContext>();
        var result = await use(db);
        await db.CountChangeAsync(CancellationToken.None);
        return result;
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Admin.StopAsync();
    }
}

/// <summary>The classes that share one Main.Api.</summary>
[CollectionDefinition(Name)]
public sealed class MainApiTests : ICollectionFixture<MainApiFixture>
{
    public const string Name = "MainApi";
}
