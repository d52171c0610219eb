using System.Diagnostics.Metrics;
using Admin.Data;
using Admin.Data.Audit;
using Admin.Data.Auth;
using Admin.Data.Likes;
using Admin.Data.Products;
using Admin.Data.Users;
using Main.Data;
using Main.Data.Likes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProductPlatform.Database.Retention;
using ProductPlatform.Messaging.Receiving;
using ProductPlatform.Testing;
using MainProduct = Main.Data.Products.Product;

namespace ProductPlatform.Tests.Messaging;

/// <summary>What grows with time has an end.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private static readonly DateTime Now = DateTime.UtcNow;
    private Scenario _scenario = null!;

    public async Task InitializeAsync() => _scenario = await Scenario.CreateAsync();

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task Ids_too_old_to_be_redelivered_are_deleted_and_the_others_kept()
    {
        var worker = await _scenario.StartAdminWorkerAsync();
        await using (var db = _scenario.OpenAdmin())
        {
            db.AddRange(Enumerable.Range(0, 2500).Select(_ => new InboxMessage(Guid.CreateVersion7(), Now.AddDays(-15))));
            db.AddRange(Enumerable.Range(0, 3).Select(_ => new InboxMessage(Guid.CreateVersion7(), Now.AddDays(-13))));
            db.Add(new UnacknowledgedMessage(Guid.CreateVersion7(), Guid.NewGuid(), Now.AddDays(-15)));
            db.Add(new UnacknowledgedMessage(Guid.CreateVersion7(), Guid.NewGuid(), Now));
            await db.SaveChangesAsync();
        }

        var deleted = await DeleteExpiredAsync<AdminDbContext>(worker);

        await using var after = _scenario.OpenAdmin();
        Assert.Equal((3, 1), (await after.Set<InboxMessage>().CountAsync(), await after.Set<UnacknowledgedMessage>().CountAsync()));
        Assert.Equal((2500, 1), (deleted["inbox"], deleted["inbox_unacknowledged"]));
    }

    [Fact]
    public async Task Admin_keeps_what_is_newer_than_its_options_say()
    {
        var worker = await _scenario.StartAdminWorkerAsync(
            ("Retention:ProductHistory", "10.00:00:00"),
            ("Retention:HourlyLikes", "20.00:00:00"),
            ("Retention:AuditLog", "30.00:00:00"),
            ("Retention:EndedTokens", "40.00:00:00")
        );
        await using (var db = _scenario.OpenAdmin())
        {
            db.AddRange(Revision(1, 11), Revision(1, 9), Hour(21), Hour(19), Audit(31), Audit(29));
            var owner = new User
            {
                Name = "owner",
                UserName = "owner",
                Email = "owner@example.org",
            };
            db.Add(owner);
            await db.SaveChangesAsync();
            db.AddRange(
                Token(1, owner, revoked: 41),
                Token(2, owner, revoked: 39),
                Token(3, owner, expires: 41),
                Token(4, owner, expires: 39),
                Token(5, owner)
            );
            db.AddRange(Session("over", owner, 31), Session("perhaps open", owner, 29));
            db.AddRange(Failure(25), Failure(23));
            await db.SaveChangesAsync();
        }

        await DeleteExpiredAsync<AdminDbContext>(worker);

        await using var after = _scenario.OpenAdmin();
        Assert.Equal(Now.AddDays(-9), Assert.Single(await after.ProductHistory.ToListAsync()).ChangedAt, TimeSpan.FromSeconds(1));
        Assert.Equal(Now.AddDays(-19), Assert.Single(await after.HourlyLikes.ToListAsync()).Hour, TimeSpan.FromSeconds(1));
        Assert.Equal(Now.AddDays(-29), Assert.Single(await after.AuditLog.ToListAsync()).At, TimeSpan.FromSeconds(1));
        Assert.Equal(["2", "4", "5"], await after.ApiTokens.OrderBy(token => token.Name).Select(token => token.Name).ToListAsync());
        Assert.Equal("perhaps open", Assert.Single(await after.Sessions.ToListAsync()).Id);
        Assert.Equal(Now.AddHours(-23), Assert.Single(await after.SignInFailures.ToListAsync()).At, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Main_deletes_a_product_with_its_likes_when_its_deletion_can_no_longer_be_undone()
    {
        var worker = await _scenario.StartMainWorkerAsync();
        await using (var db = _scenario.OpenMain())
        {
            db.AddRange(
                Deleted(1, 401),
                Deleted(2, 399),
                new MainProduct
                {
                    Id = 3,
                    Title = "t",
                    Image = "i",
                    Version = 1,
                }
            );
            db.AddRange(Enumerable.Range(1, 1200).Select(user => new ProductUser { UserId = user, ProductId = 1 }));
            db.AddRange(
                Enumerable
                    .Range(1, 3)
                    .SelectMany(user => new[] { 2, 3 }.Select(product => new ProductUser { UserId = user, ProductId = product }))
            );
            await db.SaveChangesAsync();
        }

        var deleted = await DeleteExpiredAsync<MainDbContext>(worker);

        await using var after = _scenario.OpenMain();
        Assert.Equal([2, 3], await after.Products.Select(product => product.Id).Order().ToListAsync());
        Assert.Equal(6, await after.Likes.CountAsync());
        Assert.Equal((1200, 1), (deleted["product_user"], deleted["product"]));
    }

    [Theory]
    [InlineData("Retention:ProductHistory", "366.00:00:00")]
    [InlineData("Retention:AuditLog", "00:00:00")]
    public async Task Admin_refuses_a_retention_that_would_break_a_promise(string key, string value) =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => _scenario.StartAdminWorkerAsync((key, value)));

    [Fact]
    public async Task Main_keeps_deleted_products_for_longer_than_admin_may_keep_their_history() =>
        await Assert.ThrowsAsync<OptionsValidationException>(() =>
            _scenario.StartMainWorkerAsync(("Retention:DeletedProducts", "399.00:00:00"))
        );

    [Fact]
    public async Task Every_table_of_admin_has_a_bound() =>
        await EveryTableHasABoundAsync(
            await _scenario.StartAdminWorkerAsync(),
            _scenario.OpenAdmin(),
            [
                // As many as people make.
                "product",
                "users",
                "groups",
                "group_permissions",
                "user_permissions",
                "user_groups",
                // Fifty for each of them; one for each of them and each list.
                "saved_filters",
                "list_columns",
                // Confirmed events are deleted; the last hundred replays are kept; one row; 32 rows.
                "outbox",
                "dead_letter_replay",
                "reconcile_fence",
                "product_changes",
                // A key in three months.
                "protection_keys",
            ]
        );

    [Fact]
    public async Task Every_table_of_main_has_a_bound() =>
        await EveryTableHasABoundAsync(
            await _scenario.StartMainWorkerAsync(),
            _scenario.OpenMain(),
            ["outbox", "product_changes", "protection_keys"]
        );

    private static async Task EveryTableHasABoundAsync<TContext>(IHost worker, TContext db, string[] bounded)
        where TContext : DbContext
    {
        await using (db)
        {
            var tables = db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct();
            var rules = worker.Services.GetServices<RetentionRule<TContext>>().Select(rule => rule.Table);
            Assert.Equal(tables.Order(), rules.Concat(bounded).Distinct().Order());
        }
    }

    /// <summary>Applies the rules as the worker's timer does, and counts by the metric.</summary>
    private static async Task<Dictionary<string, long>> DeleteExpiredAsync<TContext>(IHost worker)
        where TContext : DbContext
    {
        Dictionary<string, long> deleted = [];
        var meters = worker.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, it) =>
            {
                if (instrument.Name == "retention.deleted" && instrument.Meter.Scope == meters)
                    it.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (_, count, tags, _) =>
            {
                var table = (string)tags[0].Value!;
                deleted[table] = deleted.GetValueOrDefault(table) + count;
            }
        );
        listener.Start();
        await worker
            .Services.GetServices<IHostedService>()
            .OfType<RetentionService<TContext>>()
            .Single()
            .DeleteExpiredAsync(CancellationToken.None);
        return deleted;
    }

    private static ProductRevision Revision(int product, int days) =>
        new()
        {
            ProductId = product,
            Version = 100 - days,
            Kind = RevisionKind.Updated,
            Title = "t",
            Image = "i",
            Actor = "a",
            ChangedAt = Now.AddDays(-days),
        };

    private static HourlyLikes Hour(int days) =>
        new()
        {
            ProductId = 1,
            Hour = Now.AddDays(-days),
            Likes = 1,
        };

    private static AuditEntry Audit(int days) =>
        new()
        {
            At = Now.AddDays(-days),
            Kind = AuditKind.SignedIn,
            Actor = "a",
            Address = "",
            Subject = "",
            Details = "",
        };

    private static ApiToken Token(byte number, User owner, int? revoked = null, int? expires = null) =>
        new()
        {
            Name = $"{number}",
            Prefix = "p",
            Hash = [.. Enumerable.Repeat(number, 32)],
            Scopes = "",
            OwnerId = owner.Id,
            CreatedAt = Now.AddDays(-100),
            RevokedAt = revoked is { } revokedDays ? Now.AddDays(-revokedDays) : null,
            ExpiresAt = expires is { } expiredDays ? Now.AddDays(-expiredDays) : null,
        };

    private static UserSession Session(string id, User user, int days) =>
        new()
        {
            Id = id,
            UserId = user.Id,
            Stamp = "",
            StartedAt = Now.AddDays(-days),
            LastSeenAt = Now,
            Address = "",
            Browser = "",
        };

    private static SignInFailure Failure(int hours) =>
        new()
        {
            Account = "a",
            Address = "b",
            At = Now.AddHours(-hours),
        };

    private static MainProduct Deleted(int id, int days) =>
        new()
        {
            Id = id,
            Title = "t",
            Image = "i",
            Version = 2,
            DeletedAt = Now.AddDays(-days),
        };
}
