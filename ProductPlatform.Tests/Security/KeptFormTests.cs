using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Security;

/// <summary>What was typed into a form survives the end of the session, without a script; from another site it does not.</summary>
[Collection(DashboardTests.Name)]
public sealed partial class KeptFormTests(DashboardFixture dashboard)
{
    private const string Add = "/admin/products/add";

    private readonly string _title = "w" + Guid.NewGuid().ToString("N")[..10] + " \"lamp\" <b>";

    [Fact]
    public async Task After_signing_in_again_the_form_has_what_was_typed_and_nothing_is_saved_by_itself()
    {
        using var visitor = await BrowserAsync("products.add");
        await EndSessionAsync(visitor);

        var signIn = await SendAgainAsync(visitor, await TypeAsync(visitor));
        Assert.Contains("Your session ended. Sign in to go on.", signIn, StringComparison.Ordinal);

        using var signedIn = await visitor.PostAsync(
            "/admin/login",
            ("username", visitor.User!.UserName!),
            ("password", TestPassword.Text),
            ("kept", Fields(signIn).Single(field => field.Name == "kept").Value)
        );
        var form = await ContinueAsync(visitor, await signedIn.Content.ReadAsStringAsync());

        Assert.Contains("Nothing is saved yet.", form, StringComparison.Ordinal);
        Assert.Equal(_title, Value(form, "title"));
        Assert.Equal("/pictures/lamp.svg", Value(form, "image"));
        Assert.False(await IsSavedAsync());

        using var saved = await visitor.PostAsync(Add, ("title", Value(form, "title")), ("image", Value(form, "image")));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.True(await IsSavedAsync());
    }

    [Fact]
    public async Task A_form_whose_token_is_of_another_session_comes_back_with_what_was_typed()
    {
        using var visitor = await BrowserAsync("products.add");
        using var refused = await visitor.PostWithoutTokenAsync(
            Add,
            ("title", _title),
            ("image", "i"),
            ("__RequestVerificationToken", "too old")
        );

        var form = await ContinueAsync(visitor, await SendAgainAsync(visitor, refused));

        Assert.Equal(_title, Value(form, "title"));
        Assert.False(await IsSavedAsync());
    }

    [Fact]
    public async Task A_form_that_is_refused_twice_does_not_go_on_by_itself()
    {
        using var visitor = await BrowserAsync("products.add");
        (string, string)[] typed = [("title", _title), ("__kept", "true")];
        using var refused = await visitor.PostWithoutTokenAsync(Add, typed);

        var page = await SendAgainAsync(visitor, refused, typed);

        Assert.DoesNotContain("data-continue=\"true\"", page, StringComparison.Ordinal);
        Assert.Contains("Back to the form", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_that_was_looked_at_is_kept_and_a_later_change_is_still_a_conflict()
    {
        using var visitor = await BrowserAsync("products.add", "products.change");
        using var added = await visitor.PostAsync(Add, ("title", _title), ("image", "i"), ("then", "stay"));
        var address = added.Headers.Location!.ToString();
        using var theirs = await visitor.PostAsync(address, ("title", _title + " theirs"), ("image", "i"), ("version", "1"));
        Assert.Equal(HttpStatusCode.Redirect, theirs.StatusCode);
        (string, string)[] mine = [("title", _title + " mine"), ("image", "i"), ("version", "1")];
        using var refused = await visitor.PostWithoutTokenAsync(address, mine);

        var form = await ContinueAsync(visitor, await SendAgainAsync(visitor, refused, mine));
        using var saved = await visitor.PostAsync(address, [.. Fields(form).Where(field => field.Name is "title" or "image" or "version")]);

        Assert.Equal(HttpStatusCode.Conflict, saved.StatusCode);
    }

    [Fact]
    public async Task A_form_that_fails_comes_back_with_what_was_typed_once_the_database_works()
    {
        var alone = new DashboardFixture();
        await alone.InitializeAsync();
        using var visitor = await alone.VisitAsync("products.add");
        visitor.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        await alone.QueryAsync(db => db.Database.ExecuteSqlAsync($"RENAME TABLE product_history TO product_history_away"));
        using var failed = await visitor.PostAsync(Add, ("title", _title), ("image", "i"));
        await alone.QueryAsync(db => db.Database.ExecuteSqlAsync($"RENAME TABLE product_history_away TO product_history"));
        var page = await failed.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.DoesNotContain("data-continue=\"true\"", page, StringComparison.Ordinal);
        Assert.Equal(_title, Value(await ContinueAsync(visitor, page), "title"));
        await alone.DisposeAsync();
    }

    [Fact]
    public async Task Passwords_are_not_kept()
    {
        using var visitor = await BrowserAsync("users.add");
        (string, string)[] typed = [("username", "u"), ("name", _title), ("password", "a-secret-1"), ("again", "a-secret-1")];
        using var refused = await visitor.PostWithoutTokenAsync("/admin/users/add", typed);

        var page = await SendAgainAsync(visitor, refused, typed);

        Assert.Contains(WebUtility.HtmlEncode(_title), page, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task Nothing_is_kept_of_a_form_from_another_site(string header, string value)
    {
        using var visitor = dashboard.Stranger();
        visitor.Http.DefaultRequestHeaders.Add(header, value);

        using var response = await visitor.PostWithoutTokenAsync(Add, ("title", _title), ("image", "i"));
        using var resumed = await visitor.PostWithoutTokenAsync($"/admin/resume?to={Uri.EscapeDataString(Add)}", ("title", _title));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.BadRequest), (response.StatusCode, resumed.StatusCode));
        Assert.Contains("/admin/login?next=", response.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/api/products")]
    public async Task A_form_goes_back_to_pages_of_the_dashboard_only(string to)
    {
        using var visitor = await BrowserAsync("products.add");

        using var response = await visitor.PostWithoutTokenAsync($"/admin/resume?to={Uri.EscapeDataString(to)}", ("title", _title));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_sign_in_page_says_that_a_session_ended_and_only_then()
    {
        using var visitor = await BrowserAsync("products.add");
        await EndSessionAsync(visitor);
        using var ended = await visitor.GetAsync(Add);
        using var stranger = dashboard.Stranger();
        using var fresh = await stranger.GetAsync(Add);

        Assert.Contains("Your session ended.", await visitor.ReadAsync(ended.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Your session ended.",
            await stranger.ReadAsync(fresh.Headers.Location!.ToString()),
            StringComparison.Ordinal
        );
    }

    /// <summary>A signed-in visitor whose requests come from pages of the dashboard, as browsers say.</summary>
    private async Task<Visitor> BrowserAsync(params string[] permissions)
    {
        var visitor = await dashboard.VisitAsync(permissions);
        visitor.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return visitor;
    }

    private Task<int> EndSessionAsync(Visitor visitor) =>
        dashboard.QueryAsync(db => db.Sessions.Where(session => session.UserId == visitor.User!.Id).ExecuteDeleteAsync());

    private Task<HttpResponseMessage> TypeAsync(Visitor visitor) =>
        visitor.PostWithoutTokenAsync(Add, ("title", _title), ("image", "/pictures/lamp.svg"));

    /// <summary>Sends a form to where its refusal leads, as browsers do after a 307.</summary>
    private async Task<string> SendAgainAsync(Visitor visitor, HttpResponseMessage refused, params (string Name, string Value)[] typed)
    {
        Assert.Equal(HttpStatusCode.TemporaryRedirect, refused.StatusCode);
        if (typed.Length == 0)
            typed = [("title", _title), ("image", "/pictures/lamp.svg")];
        using var response = await visitor.PostWithoutTokenAsync(refused.Headers.Location!.ToString(), typed);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Presses the page's button "Back to the form".</summary>
    private static async Task<string> ContinueAsync(Visitor visitor, string page)
    {
        var form = KeptForms().Match(page);
        Assert.True(form.Success, page);
        using var response = await visitor.PostWithoutTokenAsync(WebUtility.HtmlDecode(form.Groups[1].Value), [.. Fields(form.Value)]);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private static string Value(string page, string name) => Fields(page).First(field => field.Name == name).Value;

    private static IEnumerable<(string Name, string Value)> Fields(string html) =>
        from input in Inputs().Matches(html)
        let name = Regex.Match(input.Value, " name=\"([^\"]*)\"").Groups[1].Value
        where name.Length > 0
        select (name, WebUtility.HtmlDecode(Regex.Match(input.Value, " value=\"([^\"]*)\"").Groups[1].Value));

    private Task<bool> IsSavedAsync() => dashboard.QueryAsync(db => db.Products.AnyAsync(product => product.Title == _title));

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]*)\" data-continue.*?</form>", RegexOptions.Singleline)]
    private static partial Regex KeptForms();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();
}
