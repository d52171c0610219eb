using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Testing;
using ProductPlatform.Testing.Servers;
using ProductPlatform.Tests.Platform;
using ProductPlatform.Tests.Platform.Secrets;

namespace ProductPlatform.Tests.Credentials;

/// <summary>
/// A password is rotated on a real server while requests run. Every session is ended as well: otherwise no connection would need the new
/// password for as long as the pool lives. A query that was in flight on an ended session may fail; nothing may fail because of a password.
/// </summary>
public sealed class RotationTests : IAsyncLifetime
{
    private readonly string _user = DatabaseAccounts.NewName();
    private SecretsServer _secrets = null!;
    private DatabaseAccounts _accounts = null!;

    public async Task InitializeAsync()
    {
        _secrets = await SecretsServer.StartAsync();
        _accounts = new DatabaseAccounts(await (await ServerPair.SharedAsync()).CreateDatabaseAsync());
        await _accounts.CreateAsync(_user, "old");
        _secrets.Put("shop", _accounts.Secret(_user, "old"));
    }

    public async Task DisposeAsync() => await _secrets.DisposeAsync();

    [Fact]
    public Task Changed_on_the_server_first_and_in_the_secret_a_moment_later() =>
        UnderLoadAsync(
            async (_, load) =>
            {
                await _accounts.SetPasswordAsync(_user, "new");
                Assert.NotEqual(0, await _accounts.EndSessionsAsync(_user));
                var before = _secrets.Reads;
                await Eventually.IsTrueAsync(() => Task.FromResult(_secrets.Reads > before), "the refused password has the secret read");
                _secrets.Put("shop", _accounts.Secret(_user, "new"));
                await load.GoesOnAsync();
            }
        );

    [Fact]
    public Task Changed_in_the_secret_first_and_on_the_server_later() =>
        UnderLoadAsync(
            async (host, load) =>
            {
                _secrets.Put("shop", _accounts.Secret(_user, "old"), "AWSPREVIOUS");
                _secrets.Put("shop", _accounts.Secret(_user, "new"));
                await Eventually.IsTrueAsync(
                    () => Task.FromResult(host.Log.All().Contains("AWSPREVIOUS", StringComparison.Ordinal)),
                    "the previous password is tried"
                );
                await load.GoesOnAsync();

                await _accounts.SetPasswordAsync(_user, "new");
                await _accounts.EndSessionsAsync(_user);
                await load.GoesOnAsync();
            }
        );

    [Fact]
    public Task Changed_on_the_server_while_the_secret_has_the_new_one_as_pending() =>
        UnderLoadAsync(
            async (_, load) =>
            {
                // The steps of AWS's own rotation: setSecret, testSecret, finishSecret.
                _secrets.Put("shop", _accounts.Secret(_user, "new"), "AWSPENDING");
                await _accounts.SetPasswordAsync(_user, "new");
                await _accounts.EndSessionsAsync(_user);
                await load.GoesOnAsync();

                _secrets.Put("shop", _accounts.Secret(_user, "old"), "AWSPREVIOUS");
                _secrets.Put("shop", _accounts.Secret(_user, "new"));
                await _accounts.EndSessionsAsync(_user);
                await load.GoesOnAsync();
            }
        );

    [Fact]
    public Task Alternated_to_another_user_while_the_first_one_is_dropped() =>
        UnderLoadAsync(
            async (_, load) =>
            {
                var other = DatabaseAccounts.NewName();
                await _accounts.CreateAsync(other, "other");
                _secrets.Put("shop", _accounts.Secret(other, "other"));
                await _accounts.DropAsync(_user);
                await _accounts.EndSessionsAsync(_user);
                await load.GoesOnAsync();
                Assert.NotEqual(0, await _accounts.EndSessionsAsync(other));
            }
        );

    [Fact]
    public async Task A_context_that_lives_on_takes_the_new_password_too()
    {
        await using var host = await StartAsync();
        await using var scope = host.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<ShopContext>();
        await db.Database.OpenConnectionAsync();

        await _accounts.SetPasswordAsync(_user, "new");
        _secrets.Put("shop", _accounts.Secret(_user, "new"));
        await _accounts.EndSessionsAsync(_user);
        await Eventually.IsTrueAsync(() => QueriesAsync(db), "the context queries again");
    }

    [Fact]
    public async Task A_password_that_stays_wrong_does_not_flood_the_secrets_service()
    {
        await using var host = await StartAsync();
        await _accounts.SetPasswordAsync(_user, "known to nobody");
        await _accounts.EndSessionsAsync(_user);
        var before = _secrets.Reads;
        var started = TimeProvider.System.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Assert.ThrowsAnyAsync<Exception>(() => host.QueryAsync())));

        // Three readings (the stages) for each half second.
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        Assert.InRange(_secrets.Reads - before, 1, 3 * (2 + (int)(seconds * 2)));
        Assert.Single(host.Log.Ours(Microsoft.Extensions.Logging.LogLevel.Error));
    }

    private async Task UnderLoadAsync(Func<ShopHost, QueryLoad, Task> rotate)
    {
        await using var host = await StartAsync();
        await using var load = new QueryLoad(host);
        await load.GoesOnAsync();

        await rotate(host, load);

        Assert.DoesNotContain(load.Failures, failure => failure.ToString().Contains("denied", StringComparison.OrdinalIgnoreCase));
        Assert.InRange(load.Failures.Count, 0, 2 * QueryLoad.Clients);
    }

    private Task<ShopHost> StartAsync() =>
        ShopHost.StartAsync(_secrets.Client(), ("SECRET_NAME", "shop"), ("DatabaseSecret:RefreshInterval", "00:00:01"));

    private static async Task<bool> QueriesAsync(ShopContext db)
    {
        try
        {
            return await db.Database.SqlQueryRaw<int>("SELECT 1 AS Value").AnyAsync();
        }
        catch (Exception failure) when (failure is MySqlConnector.MySqlException or InvalidOperationException)
        {
            return false;
        }
    }
}
