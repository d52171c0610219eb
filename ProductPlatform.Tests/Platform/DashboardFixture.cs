using System.Security.Cryptography.X509Certificates;
using Admin.Data;
using Admin.Data.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Testing;
using ProductPlatform.Testing.Servers;

namespace ProductPlatform.Tests.Platform;

/// <summary>Admin.Api with its dashboard, a real database and people to sign in.</summary>
public sealed class DashboardFixture : IAsyncLifetime
{
    private static int _numbers;
    private string _broker = "";

    /// <summary>The database's connection string.</summary>
    public string Database { get; private set; } = "";

    public AdminApp App { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var servers = await ServerPair.SharedAsync();
        (Database, _broker) = (await servers.CreateDatabaseAsync(), await servers.CreateVirtualHostAsync());
        // The whole run comes from one address.
        App = Start(("RateLimits:SignInsPerMinute", "0"), ("SignIn:FailuresPerAddress", "100000"), ("Api:AnonymousWrites", "false"));
        await WithAsync(services => services.GetRequiredService<AdminDbContext>().Database.MigrateAsync());
        // A superuser must be left when tests demote others.
        await AddUserAsync(user => user.IsSuperuser = true);
    }

    /// <summary>One more Admin.Api on the same database; the caller disposes it.</summary>
    public AdminApp Start(params (string Key, string Value)[] settings) => AdminApp.Start(Database, _broker, settings);

    /// <summary>The same, serving https.</summary>
    public AdminApp StartWith(X509Certificate2 certificate) =>
        AdminApp.Start(Database, _broker, certificate, ("SignIn:FailuresPerAddress", "100000"));

    public static string NewName(string prefix = "person") =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{prefix}{Interlocked.Increment(ref _numbers)}");

    /// <summary>Adds an active member of staff with a password and the permissions named.</summary>
    public async Task<User> AddUserAsync(Action<User>? change = null, params string[] permissions)
    {
        var name = NewName();
        var user = new User
        {
            Name = "Somebody Else",
            UserName = name,
            Email = $"{name}@example.org",
            IsStaff = true,
        };
        foreach (var permission in permissions)
            user.Permissions.Add(new UserGrant { Permission = permission });
        change?.Invoke(user);
        user.PasswordHash ??= TestPassword.Hash;
        await WithAsync(async services =>
        {
            var result = await services.GetRequiredService<UserManager<User>>().CreateAsync(user);
            Assert.True(result.Succeeded, string.Join(' ', result.Errors.Select(error => error.Description)));
        });
        return user;
    }

    /// <summary>A visitor who is signed in as a new member of staff with the permissions named.</summary>
    public async Task<Visitor> VisitAsync(params string[] permissions) => await VisitAsync(await AddUserAsync(null, permissions));

    public async Task<Visitor> VisitAsSuperuserAsync() => await VisitAsync(await AddUserAsync(user => user.IsSuperuser = true));

    public async Task<Visitor> VisitAsync(User user)
    {
        var visitor = App.NewVisitor(user);
        Assert.Equal("/admin", await visitor.SignInAsync(user.UserName!, TestPassword.Text));
        return visitor;
    }

    public Visitor Stranger() => App.NewVisitor();

    public async Task WithAsync(Func<IServiceProvider, Task> use)
    {
        await using var scope = App.Services.CreateAsyncScope();
        await use(scope.ServiceProvider);
    }

    public async Task<T> QueryAsync<T>(Func<AdminDbContext, Task<T>> query)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<AdminDbContext>());
    }

    public Task<User> ReadAsync(int id) =>
        QueryAsync(db =>
            db.Users.AsNoTracking().Include(user => user.Permissions).Include(user => user.Groups).SingleAsync(user => user.Id == id)
        );

    public async Task DisposeAsync() => await App.DisposeAsync();
}

/// <summary>The classes that share one dashboard.</summary>
[CollectionDefinition(Name)]
public sealed class DashboardTests : ICollectionFixture<DashboardFixture>
{
    public const string Name = "Dashboard";
}
