using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Tests.Platform;
using ProductPlatform.Tests.Platform.Faults;

namespace ProductPlatform.Tests.Security;

/// <summary>Every form and every address of the dashboard, with what no person would type: refused or ignored, never a fault. A page that
/// is added later is in here by itself.</summary>
[Collection(DashboardTests.Name)]
public sealed class OddInputTests(DashboardFixture dashboard)
{
    private static readonly string[] QueryNames =
    [
        "q",
        "page",
        "sort",
        "likes",
        "updated",
        "deleted",
        "kind",
        "group",
        "days",
        "product",
        "format",
        "list",
        "next",
        "queue",
        "handler",
        "at",
        "id",
        "who",
        "from",
        "to",
        "subject",
        "before",
        "after",
        "ended",
    ];

    private static readonly string[] FormNames =
    [
        "username",
        "password",
        "next",
        "theme",
        "back",
        "title",
        "image",
        "likes",
        "version",
        "then",
        "list",
        "name",
        "email",
        "again",
        "current",
        "scope",
        "days",
        "permission",
        "group",
        "stamp",
        "session",
        "active",
        "staff",
        "superuser",
        "id",
        "everything",
        "filter",
        "sure",
        "to",
        "text",
        "apply",
        "queue",
        "q",
        "find",
        "replace",
        "prefix",
        "suffix",
        "step",
        "seen",
        "previewed",
        "skip",
        "kept",
        "__kept",
        "zone",
        "dates",
        "numbers",
        "column",
    ];

    public static TheoryData<string> Pages => [.. Templates];

    /// <summary>Those whose form does not end the visit.</summary>
    public static TheoryData<string> Forms => [.. Templates.Except(["/admin/logout"])];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task No_query_makes_a_page_fail(string page)
    {
        using var visitor = await dashboard.VisitAsSuperuserAsync();
        var path = await PathAsync(page);
        foreach (var value in OddInput.Texts.Select(Uri.EscapeDataString).Concat(OddInput.Encoded).Where(value => value.Length < 500))
        {
            await OddInput.AssertNoFaultAsync(
                await visitor.GetAsync($"{path}?{string.Join('&', QueryNames.Select(name => $"{name}={value}"))}"),
                $"GET {path}?…={value}"
            );
        }

        foreach (var name in QueryNames)
            await OddInput.AssertNoFaultAsync(await visitor.GetAsync($"{path}?{name}={new string('9', 3000)}"), $"GET {path}?{name}=9…");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task No_form_makes_a_page_fail(string page)
    {
        using var visitor = await dashboard.VisitAsSuperuserAsync();
        var token = await visitor.TokenAsync();
        foreach (var handler in Handlers(page))
        {
            // All fields at once; then ordinary ones with one that is not.
            foreach (var value in OddInput.Texts)
                await PostAsync(FormNames, value);
            foreach (var name in FormNames)
                await PostAsync([name], new string('x', 256));

            async Task PostAsync(string[] odd, string value)
            {
                var path = await PathAsync(page) + handler;
                var fields = FormNames
                    .Select(name => (name, odd.Contains(name) ? value : Ordinary(name)))
                    .Append(("__RequestVerificationToken", token));
                await OddInput.AssertNoFaultAsync(
                    await visitor.PostWithoutTokenAsync(path, [.. fields]),
                    $"POST {path} {string.Join(',', odd)}={value}"
                );
            }
        }
    }

    private static string Ordinary(string name) =>
        name switch
        {
            "email" => $"{Guid.NewGuid():N}@example.org",
            "username" or "name" => $"n{Guid.NewGuid():N}",
            "title" or "image" => "t",
            "days" => "30",
            "scope" => "products:read",
            "text" => "title,image\nt,i",
            "queue" => "main",
            "list" => "products",
            "filter" => "?q=t",
            _ => "",
        };

    /// <summary>The page's address with the id of something that is there for this test alone.</summary>
    private async Task<string> PathAsync(string template)
    {
        if (!template.Contains("{id", StringComparison.Ordinal))
            return template;

        var id = template switch
        {
            _ when template.Contains("/users/", StringComparison.Ordinal) => (await dashboard.AddUserAsync()).Id,
            _ when template.Contains("/groups/", StringComparison.Ordinal) => await AddGroupAsync(),
            _ => await AddProductAsync(),
        };
        return template.Replace("{id:int}", id.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private Task<int> AddGroupAsync() =>
        dashboard.QueryAsync(async db =>
        {
            var group = new Admin.Data.Users.Group { Name = DashboardFixture.NewName("group") };
            db.Groups.Add(group);
            await db.SaveChangesAsync();
            return group.Id;
        });

    private async Task<int> AddProductAsync()
    {
        await using var scope = dashboard.App.Services.CreateAsyncScope();
        return (
            await scope
                .ServiceProvider.GetRequiredService<Admin.Data.Products.ProductStore>()
                .CreateAsync("t", "i", 0, "test", CancellationToken.None)
        ).Id;
    }

    private static readonly string[] Templates =
    [
        "/admin",
        "/admin/login",
        "/admin/logout",
        "/admin/password",
        "/admin/account",
        "/admin/search",
        "/admin/lists",
        "/admin/preferences",
        "/admin/error/404",
        "/admin/products",
        "/admin/products/add",
        "/admin/products/{id:int}",
        "/admin/products/{id:int}/delete",
        "/admin/products/{id:int}/history",
        "/admin/products/delete",
        "/admin/products/restore",
        "/admin/products/change",
        "/admin/products/edit",
        "/admin/products/undo",
        "/admin/products/export",
        "/admin/products/import",
        "/admin/likes",
        "/admin/users",
        "/admin/users/add",
        "/admin/users/{id:int}",
        "/admin/users/{id:int}/delete",
        "/admin/users/{id:int}/password",
        "/admin/groups",
        "/admin/groups/add",
        "/admin/groups/{id:int}",
        "/admin/groups/{id:int}/delete",
        "/admin/tokens",
        "/admin/tokens/add",
        "/admin/audit",
        "/admin/changes",
        "/admin/changes/batch",
        "/admin/changes/export",
        "/admin/resume",
        "/admin/deadletters",
        "/admin/deadletters/letter",
        "/admin/deadletters/discard",
        "/admin/deadletters/replays/{id:int}",
    ];

    [Fact]
    public void Every_page_is_covered_by_these_tests()
    {
        var pages = dashboard
            .App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint =>
                "/"
                + endpoint
                    .RoutePattern.RawText!.Trim('/')
                    .Replace("/Index", "", StringComparison.Ordinal)
                    .Replace("{status:int}", "404", StringComparison.Ordinal)
                    .ToLowerInvariant()
            );
        Assert.Empty(pages.Except(Templates).Distinct());
    }

    private static string[] Handlers(string page) =>
        page switch
        {
            "/admin/tokens" or "/admin/users/{id:int}" => ["", "?handler=Revoke"],
            "/admin/account" => ["?handler=Revoke", "?handler=Settings"],
            "/admin/lists" => ["?handler=Save", "?handler=Rename", "?handler=Delete", "?handler=Columns"],
            "/admin/deadletters" => ["?handler=Replay"],
            "/admin/products/import" => ["", "?handler=Wrong"],
            _ => [""],
        };
}
