using System.Net;
using Admin.Data.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Security;

/// <summary>Its own dashboard: no other user may be a superuser here.</summary>
public sealed class LastSuperuserTests : IAsyncLifetime
{
    private readonly DashboardFixture _dashboard = new();

    public async Task InitializeAsync()
    {
        await _dashboard.InitializeAsync();
        await _dashboard.QueryAsync(db => db.Users.ExecuteDeleteAsync());
    }

    public Task DisposeAsync() => _dashboard.DisposeAsync();

    [Fact]
    public async Task The_last_superuser_cannot_be_demoted_or_deleted()
    {
        using var chief = await _dashboard.VisitAsSuperuserAsync();
        var path = $"/admin/users/{chief.User!.Id}";
        foreach (
            var flags in (string[][])
                [
                    ["staff", "superuser"],
                    ["active", "superuser"],
                    ["active", "staff"],
                ]
        )
        {
            var stamp = await chief.FieldAsync(path, "stamp");
            using var response = await chief.PostAsync(
                path,
                [
                    ("stamp", stamp),
                    ("username", chief.User.UserName!),
                    ("name", "n"),
                    ("email", chief.User.Email!),
                    .. flags.Select(flag => (flag, "true")),
                ]
            );
            Assert.Contains(
                "This is the last superuser",
                WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()),
                StringComparison.Ordinal
            );
        }

        Assert.Equal(403, await chief.PostStatusAsync(path + "/delete"));
        var after = await _dashboard.ReadAsync(chief.User.Id);
        Assert.True(after is { IsActive: true, IsStaff: true, IsSuperuser: true });
    }

    [Fact]
    public async Task Two_superusers_who_demote_each_other_concurrently_leave_one()
    {
        var (one, other) = (
            await _dashboard.AddUserAsync(user => user.IsSuperuser = true),
            await _dashboard.AddUserAsync(user => user.IsSuperuser = true)
        );
        var results = await Task.WhenAll(DemoteAsync(one.Id), DemoteAsync(other.Id));
        Assert.Single(results, result => result.Succeeded);
        Assert.Equal(1, await _dashboard.QueryAsync(db => db.Users.CountAsync(user => user.IsSuperuser)));
    }

    private async Task<IdentityResult> DemoteAsync(int id)
    {
        IdentityResult result = null!;
        await _dashboard.WithAsync(async services =>
        {
            var accounts = services.GetRequiredService<Accounts>();
            var db = services.GetRequiredService<Admin.Data.AdminDbContext>();
            result = await accounts.ApplyAsync(
                async () =>
                {
                    var user = await db.Users.SingleAsync(found => found.Id == id);
                    user.IsSuperuser = false;
                    return await accounts.UpdateAsync(user, CancellationToken.None);
                },
                CancellationToken.None
            );
        });
        return result;
    }
}
