using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Security;

/// <summary>Every route there is, asked of the running application: a page that is added later is in these tests by itself.</summary>
[Collection(DashboardTests.Name)]
public sealed class RouteTests(DashboardFixture dashboard)
{
    private static readonly string[] ForEverybody = ["/admin/login", "/admin/error/404", "/admin/preferences", "/admin/resume"];
    private static readonly string[] ForAllStaff =
    [
        "/admin",
        "/admin/account",
        "/admin/lists",
        "/admin/logout",
        "/admin/password",
        "/admin/search",
    ];

    [Fact]
    public async Task Without_signing_in_every_page_redirects_to_the_login()
    {
        using var stranger = dashboard.Stranger();
        foreach (var path in Pages().Except(ForEverybody))
        {
            using var answer = await stranger.GetAsync(path);
            Assert.True(
                answer.StatusCode == HttpStatusCode.Redirect
                    && answer.Headers.Location!.ToString().Contains("/admin/login?next=", StringComparison.Ordinal),
                $"GET {path}: {answer.StatusCode}"
            );
            using var posted = await stranger.PostAsync(path);
            Assert.True(
                posted.StatusCode == HttpStatusCode.Redirect
                    && posted.Headers.Location!.ToString().Contains("/admin/login?next=", StringComparison.Ordinal),
                $"POST {path}: {posted.StatusCode}"
            );
        }
    }

    [Fact]
    public async Task Staff_without_permissions_see_no_page_that_needs_one()
    {
        using var visitor = await dashboard.VisitAsync();
        foreach (var path in Pages().Except(ForEverybody).Except(ForAllStaff))
        {
            Assert.True(await visitor.StatusAsync(path) == 403, $"GET {path}");
            Assert.True(await visitor.PostStatusAsync(path) == 403, $"POST {path}");
        }
    }

    [Fact]
    public void Every_page_names_its_permission()
    {
        var unnamed = Endpoints()
            .Where(endpoint =>
                !endpoint.Metadata.OfType<IAuthorizeData>().Any(data => data.Policy?.Contains('.', StringComparison.Ordinal) == true)
            );
        Assert.Equal(
            [.. ForEverybody.Concat(ForAllStaff).Order(StringComparer.Ordinal)],
            unnamed.Select(Address).Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task No_form_is_accepted_without_its_token()
    {
        using var visitor = await dashboard.VisitAsSuperuserAsync();
        foreach (var path in Pages().Except(["/admin/error/404"]))
        {
            using var answer = await visitor.PostWithoutTokenAsync(path);
            Assert.True(
                answer.StatusCode == HttpStatusCode.BadRequest || answer.StatusCode == HttpStatusCode.MethodNotAllowed,
                $"POST {path}: {answer.StatusCode}"
            );
        }
    }

    [Fact]
    public async Task Another_users_antiforgery_token_is_refused()
    {
        using var stranger = dashboard.Stranger();
        var token = await stranger.FieldAsync("/admin/login", "__RequestVerificationToken");
        using var visitor = await dashboard.VisitAsync();
        using var answer = await visitor.PostWithoutTokenAsync("/admin/logout", ("__RequestVerificationToken", token));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_refusal_is_in_the_audit_log()
    {
        using var visitor = await dashboard.VisitAsync();
        await visitor.StatusAsync("/admin/audit");
        using var manager = await dashboard.VisitAsSuperuserAsync();
        var page = await manager.ReadAsync($"/admin/changes?q={visitor.User!.UserName}&kind=AccessRefused");
        Assert.Contains("GET /admin/audit", page, StringComparison.Ordinal);
    }

    private IEnumerable<string> Pages() => Endpoints().Select(Address).Distinct();

    private IEnumerable<RouteEndpoint> Endpoints() =>
        dashboard
            .App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.RoutePattern.RawText!.TrimStart('/').Split('/')[0] == "admin"
                && endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null
                && endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null
            );

    private static string Address(RouteEndpoint endpoint) =>
        "/"
        + endpoint
            .RoutePattern.RawText!.Trim('/')
            .Replace("{status:int}", "404", StringComparison.Ordinal)
            .Replace("{id:int}", "1", StringComparison.Ordinal)
            .Replace("/Index", "", StringComparison.Ordinal)
            .ToLowerInvariant();
}
