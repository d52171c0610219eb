using System.Globalization;
using System.Net;
using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Security;

/// <summary>No user can grant, or take over, permissions that they lack: whatever the form shows, the request is checked.</summary>
[Collection(DashboardTests.Name)]
public sealed class RightsTests(DashboardFixture dashboard)
{
    [Fact]
    public async Task A_manager_can_grant_permissions_that_they_have()
    {
        using var manager = await dashboard.VisitAsync("users.change", "products.change");
        var user = await dashboard.AddUserAsync();
        Assert.Equal(
            302,
            await ChangeAsync(
                manager,
                user,
                ("active", "true"),
                ("staff", "true"),
                ("permission", "products.change"),
                ("permission", "products.view")
            )
        );
        Assert.Equal(
            ["products.change", "products.view"],
            (await dashboard.ReadAsync(user.Id)).Permissions.Select(grant => grant.Permission).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("permission", "products.delete")]
    [InlineData("permission", "groups.change")]
    [InlineData("superuser", "true")]
    public async Task A_manager_cannot_grant_permissions_that_they_lack(string field, string value)
    {
        using var manager = await dashboard.VisitAsync("users.change", "products.change");
        var user = await dashboard.AddUserAsync();
        Assert.Equal(403, await ChangeAsync(manager, user, ("active", "true"), ("staff", "true"), (field, value)));
        var after = await dashboard.ReadAsync(user.Id);
        Assert.Empty(after.Permissions);
        Assert.False(after.IsSuperuser);
    }

    [Fact]
    public async Task A_manager_cannot_grant_themselves_permissions_that_they_lack()
    {
        using var manager = await dashboard.VisitAsync("users.change");
        Assert.Equal(403, await ChangeAsync(manager, manager.User!, ("active", "true"), ("staff", "true"), ("superuser", "true")));
    }

    [Fact]
    public async Task A_manager_cannot_assign_a_group_with_more_permissions_than_theirs()
    {
        var group = await AddGroupAsync("products.delete");
        using var manager = await dashboard.VisitAsync("users.change");
        var user = await dashboard.AddUserAsync();
        Assert.Equal(
            403,
            await ChangeAsync(
                manager,
                user,
                ("active", "true"),
                ("staff", "true"),
                ("group", group.Id.ToString(CultureInfo.InvariantCulture))
            )
        );
        Assert.Empty((await dashboard.ReadAsync(user.Id)).Groups);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/password")]
    [InlineData("/delete")]
    [InlineData("?handler=Revoke")]
    public async Task A_manager_cannot_change_a_user_with_more_permissions(string page)
    {
        var chief = await dashboard.AddUserAsync(user => user.IsSuperuser = true);
        using var manager = await dashboard.VisitAsync("users.change", "users.delete", "users.view");
        Assert.Equal(
            403,
            await ChangeAsync(
                manager,
                chief,
                page,
                ("active", "true"),
                ("staff", "true"),
                ("password", "Mine-now-1-for-good"),
                ("again", "Mine-now-1-for-good")
            )
        );
        var after = await dashboard.ReadAsync(chief.Id);
        Assert.True(after.IsSuperuser && after.SecurityStamp == chief.SecurityStamp);
    }

    [Fact]
    public async Task Unknown_form_fields_change_nothing()
    {
        using var manager = await dashboard.VisitAsSuperuserAsync();
        var user = await dashboard.AddUserAsync();
        Assert.Equal(
            302,
            await ChangeAsync(
                manager,
                user,
                ("active", "true"),
                ("staff", "true"),
                ("Id", "1"),
                ("PasswordHash", "x"),
                ("Account.PasswordHash", "x"),
                ("SecurityStamp", "x"),
                ("LastLogin", "2001-01-01")
            )
        );
        var after = await dashboard.ReadAsync(user.Id);
        Assert.Equal((user.PasswordHash, user.SecurityStamp, user.LastLogin), (after.PasswordHash, after.SecurityStamp, after.LastLogin));
    }

    [Fact]
    public async Task A_new_user_has_no_permissions_whatever_the_request_contains()
    {
        using var manager = await dashboard.VisitAsync("users.add", "users.view");
        var name = DashboardFixture.NewName("new");
        Assert.Equal(
            302,
            await manager.PostStatusAsync(
                "/admin/users/add",
                ("username", name),
                ("name", "New"),
                ("email", $"{name}@example.org"),
                ("superuser", "true"),
                ("staff", "true"),
                ("IsSuperuser", "true"),
                ("permission", "users.change"),
                ("Rights.IsSuperuser", "true")
            )
        );
        var added = await dashboard.QueryAsync(db => db.Users.Include(user => user.Permissions).SingleAsync(user => user.UserName == name));
        Assert.Equal((false, false, 0), (added.IsStaff, added.IsSuperuser, added.Permissions.Count));
    }

    [Fact]
    public async Task View_only_is_read_only()
    {
        var user = await dashboard.AddUserAsync();
        using var viewer = await dashboard.VisitAsync("users.view");
        var page = await viewer.ReadAsync($"/admin/users/{user.Id}");
        Assert.DoesNotContain(">Save<", page, StringComparison.Ordinal);
        Assert.Contains($"<p class=\"plain\"><bdi>{user.UserName}</bdi></p>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"checkbox\" value", page, StringComparison.Ordinal);
        Assert.Contains(">Close</a>", page, StringComparison.Ordinal);
        Assert.Equal(403, await ChangeAsync(viewer, user, ("active", "true")));
    }

    [Fact]
    public async Task A_group_cannot_get_more_permissions_than_its_creator_has()
    {
        using var manager = await dashboard.VisitAsync("groups.add", "groups.change", "groups.delete", "products.view");
        var name = DashboardFixture.NewName("group");
        Assert.Equal(403, await manager.PostStatusAsync("/admin/groups/add", ("name", name), ("permission", "users.change")));
        Assert.Equal(302, await manager.PostStatusAsync("/admin/groups/add", ("name", name), ("permission", "products.view")));

        var strong = await AddGroupAsync("users.change");
        Assert.Equal(403, await manager.PostStatusAsync($"/admin/groups/{strong.Id}", ("name", "weak")));
        Assert.Equal(403, await manager.PostStatusAsync($"/admin/groups/{strong.Id}/delete"));
    }

    [Fact]
    public async Task A_groups_permissions_are_its_members_permissions()
    {
        var group = await AddGroupAsync("audit.view");
        using var visitor = await dashboard.VisitAsync();
        Assert.Equal(403, await visitor.StatusAsync("/admin/changes"));
        await dashboard.QueryAsync(async db =>
        {
            var user = await db.Users.SingleAsync(found => found.Id == visitor.User!.Id);
            user.Groups.Add(await db.Groups.SingleAsync(found => found.Id == group.Id));
            return await db.SaveChangesAsync();
        });
        Assert.Equal(200, await visitor.StatusAsync("/admin/changes"));
    }

    [Fact]
    public async Task A_stale_user_form_is_refused()
    {
        using var manager = await dashboard.VisitAsSuperuserAsync();
        var user = await dashboard.AddUserAsync();
        var stale = await manager.FieldAsync($"/admin/users/{user.Id}", "stamp");
        Assert.Equal(302, await ChangeAsync(manager, user, ("active", "true"), ("staff", "true")));
        using var response = await manager.PostAsync(
            $"/admin/users/{user.Id}",
            ("stamp", stale),
            ("username", user.UserName!),
            ("name", "Overwritten"),
            ("email", user.Email!),
            ("active", "true")
        );
        Assert.Contains(
            "Another user has changed this account",
            WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()),
            StringComparison.Ordinal
        );
        Assert.True((await dashboard.ReadAsync(user.Id)).IsStaff);
    }

    [Fact]
    public async Task A_change_of_rights_is_in_the_audit_log()
    {
        using var manager = await dashboard.VisitAsSuperuserAsync();
        var user = await dashboard.AddUserAsync();
        await ChangeAsync(manager, user, ("active", "true"), ("staff", "true"), ("permission", "audit.view"));
        var entry = await dashboard.QueryAsync(db =>
            db.AuditLog.OrderBy(found => found.Id).LastAsync(found => found.Subject == $"user {user.UserName}")
        );
        Assert.Equal((manager.User!.UserName, "+audit.view"), (entry.Actor, entry.Details));
    }

    private static Task<int> ChangeAsync(Visitor visitor, User user, params (string Name, string Value)[] fields) =>
        ChangeAsync(visitor, user, "", fields);

    private static async Task<int> ChangeAsync(Visitor visitor, User user, string page, params (string Name, string Value)[] fields)
    {
        var path = $"/admin/users/{user.Id}";
        var stamp = await visitor.StatusAsync(path) == 200 ? await visitor.FieldAsync(path, "stamp") : "";
        return await visitor.PostStatusAsync(
            path + page,
            [("stamp", stamp), ("username", user.UserName!), ("name", user.Name), ("email", user.Email!), .. fields]
        );
    }

    private Task<Group> AddGroupAsync(params string[] permissions) =>
        dashboard.QueryAsync(async db =>
        {
            var group = new Group { Name = DashboardFixture.NewName("group") };
            foreach (var permission in permissions)
                group.Permissions.Add(new GroupGrant { Permission = permission });
            db.Groups.Add(group);
            await db.SaveChangesAsync();
            return group;
        });
}
