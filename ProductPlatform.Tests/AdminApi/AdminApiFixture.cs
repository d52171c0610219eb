using Admin.Data;
using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Database.Changes;
using ProductPlatform.Testing.Servers;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AdminApi;

/// <summary>Admin.Api on a port of its own, with a real database and broker.</summary>
public sealed class AdminApiFixture : IAsyncLifetime
{
    private string _database = "";
    private string _broker = "";

    internal AdminApp App { get; private set; } = null!;

    /// <summary>A client that sends what it is told to and follows nothing.</summary>
    public HttpClient Http { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var servers = await ServerPair.SharedAsync();
        (_database, _broker) = (await servers.CreateDatabaseAsync(), await servers.CreateVirtualHostAsync());
        App = Start();
        Http = App.NewClient();
        await WithDatabaseAsync(db => db.Database.MigrateAsync());
    }

    /// <summary>One more Admin.Api on the same database and broker, with other settings; the caller disposes it.</summary>
    public AdminApp Start(params (string Key, string Value)[] settings) => AdminApp.Start(_database, _broker, settings);

    /// <summary>Creates a product and returns its id.</summary>
    public async Task<int> CreateProductAsync(string title = "t", string image = "i")
    {
        using var response = await Http.PostAsync(
            "/api/products",
            new FormUrlEncodedContent(new Dictionary<string, string> { ["title"] = title, ["image"] = image })
        );
        response.EnsureSuccessStatusCode();
        return int.Parse(response.Headers.Location!.ToString().Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    public Task<int[]> AddUsersAsync(int count) =>
        WithDatabaseAsync(async db =>
        {
            var users = Enumerable.Range(0, count).Select(_ => new User { Name = "u", Email = $"{Guid.NewGuid():N}@example.org" }).ToList();
            db.Users.AddRange(users);
            await db.SaveChangesAsync();
            return users.Select(user => user.Id).ToArray();
        });

    public Task WithDatabaseAsync(Func<AdminDbContext, Task> use) =>
        WithDatabaseAsync(async db =>
        {
            await use(db);
            return true;
        });

    /// <summary>Does as the platform does where it changes products by SQL: it counts the change.</summary>
    public async Task<T> WithDatabaseAsync<T>(Func<AdminDbContext, Task<T>> use)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AdminDbContext>();
        var result = await use(db);
        await db.CountChangeAsync(CancellationToken.None);
        return result;
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
    }
}

/// <summary>The classes that share one Admin.Api.</summary>
[CollectionDefinition(Name)]
public sealed class AdminApiTests : ICollectionFixture<AdminApiFixture>
{
    public const string Name = "AdminApi";
}
