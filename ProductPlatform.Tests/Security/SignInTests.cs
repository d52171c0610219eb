using System.Net;
using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Security;

[Collection(DashboardTests.Name)]
public sealed class SignInTests(DashboardFixture dashboard)
{
    private const string Refusal =
        "Please enter the correct user name and password for a staff account. Note that both fields may be case-sensitive.";

    [Fact]
    public async Task Active_staff_with_the_right_password_can_sign_in()
    {
        using var visitor = await dashboard.VisitAsync();
        Assert.Equal(200, await visitor.StatusAsync("/admin"));
    }

    public static TheoryData<string> Refused =>
        ["wrong password", "no password", "nobody", "not staff", "not active", "without a password", "empty"];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Every_refusal_has_the_same_response(string why)
    {
        var user = await dashboard.AddUserAsync(user =>
        {
            user.IsStaff = why != "not staff";
            user.IsActive = why != "not active";
            user.PasswordHash = why == "without a password" ? "!" : null;
        });
        var name = why switch
        {
            "nobody" => "nobody-of-that-name",
            "empty" => "",
            _ => user.UserName!,
        };
        var password = why switch
        {
            "wrong password" => "wrong",
            "no password" => "",
            _ => TestPassword.Text,
        };
        using var visitor = dashboard.Stranger();
        using var response = await visitor.PostAsync("/admin/login", ("username", name), ("password", password));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(Refusal, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(302, await visitor.StatusAsync("/admin"));
    }

    [Fact]
    public async Task After_five_failures_the_right_password_is_refused_too_with_the_same_message()
    {
        var user = await dashboard.AddUserAsync();
        using var visitor = dashboard.Stranger();
        for (var i = 0; i < 5; i++)
            Assert.Null(await visitor.SignInAsync(user.UserName!, "wrong"));

        using var response = await visitor.PostAsync("/admin/login", ("username", user.UserName!), ("password", TestPassword.Text));
        Assert.Contains(Refusal, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Four_failures_are_forgiven_and_forgotten()
    {
        var user = await dashboard.AddUserAsync();
        for (var round = 0; round < 2; round++)
        {
            using var visitor = dashboard.Stranger();
            for (var i = 0; i < 4; i++)
                Assert.Null(await visitor.SignInAsync(user.UserName!, "wrong"));
            Assert.Equal("/admin", await visitor.SignInAsync(user.UserName!, TestPassword.Text));
        }
    }

    [Fact]
    public async Task Concurrent_guesses_are_limited_to_five()
    {
        var user = await dashboard.AddUserAsync();
        using var visitor = dashboard.Stranger();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => visitor.SignInAsync(user.UserName!, "wrong")));
        Assert.InRange(
            await dashboard.QueryAsync(db =>
                db.AuditLog.CountAsync(entry => entry.Actor == user.UserName && entry.Details == "wrong password")
            ),
            0,
            5
        );
    }

    [Fact]
    public async Task One_locked_account_does_not_lock_another()
    {
        var (locked, other) = (await dashboard.AddUserAsync(), await dashboard.AddUserAsync());
        using var visitor = dashboard.Stranger();
        for (var i = 0; i < 6; i++)
            await visitor.SignInAsync(locked.UserName!, "wrong");
        Assert.Equal("/admin", await visitor.SignInAsync(other.UserName!, TestPassword.Text));
    }

    [Theory]
    [InlineData("/admin/products?page=2", "/admin/products?page=2")]
    [InlineData("/admin", "/admin")]
    [InlineData("/admin/products?q=k\u00fche", "/admin/products?q=k%C3%BChe")]
    [InlineData("", "/admin")]
    [InlineData("//evil.example", "/admin")]
    [InlineData("///evil.example", "/admin")]
    [InlineData("/\\evil.example", "/admin")]
    [InlineData("\\\\evil.example", "/admin")]
    [InlineData("https://evil.example", "/admin")]
    [InlineData("https:evil.example", "/admin")]
    [InlineData("http:/\\evil.example", "/admin")]
    [InlineData("javascript:alert(1)", "/admin")]
    [InlineData("evil.example", "/admin")]
    [InlineData("/%2fevil.example", "/admin")]
    [InlineData("/%5cevil.example", "/admin")]
    [InlineData("%2f%2fevil.example", "/admin")]
    [InlineData("/admin\\@evil.example", "/admin")]
    [InlineData("/admin.evil.example", "/admin")]
    [InlineData("/admin@evil.example", "/admin")]
    [InlineData("/admin/\r\nSet-Cookie: a=b", "/admin")]
    [InlineData(" //evil.example", "/admin")]
    [InlineData("\t//evil.example", "/admin")]
    [InlineData("/api/products", "/admin")]
    public async Task Signing_in_leads_only_to_pages_of_the_dashboard(string next, string expected)
    {
        var user = await dashboard.AddUserAsync();
        using var visitor = dashboard.Stranger();
        Assert.Equal(expected, await visitor.SignInAsync(user.UserName!, TestPassword.Text, next));
    }

    [Fact]
    public async Task A_page_asked_for_comes_after_signing_in()
    {
        using var visitor = dashboard.Stranger();
        using var response = await visitor.GetAsync("/admin/products?q=mug");
        Assert.EndsWith("/admin/login?next=%2Fadmin%2Fproducts%3Fq%3Dmug", response.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hash_of_the_old_admin_is_accepted_once_and_replaced_by_a_stronger_one()
    {
        // django.contrib.auth.hashers: make_password("old secret words", salt="seasalt", iterations 1000).
        var derived = System.Security.Cryptography.Rfc2898DeriveBytes.Pbkdf2(
            "old secret words",
            "seasalt"u8,
            1000,
            System.Security.Cryptography.HashAlgorithmName.SHA256,
            32
        );
        var user = await dashboard.AddUserAsync(user =>
            user.PasswordHash = $"pbkdf2_sha256$1000$seasalt${Convert.ToBase64String(derived)}"
        );
        using var visitor = dashboard.Stranger();

        Assert.Null(await visitor.SignInAsync(user.UserName!, "other words"));
        Assert.Equal("/admin", await visitor.SignInAsync(user.UserName!, "old secret words"));
        Assert.Equal(200, await visitor.StatusAsync("/admin"));
        var hash = Convert.FromBase64String((await dashboard.ReadAsync(user.Id)).PasswordHash!);
        Assert.Equal((1, 2, 210_000), (hash[0], ReadNumber(hash, 1), ReadNumber(hash, 5)));
        Assert.Equal("/admin", await visitor.SignInAsync(user.UserName!, "old secret words"));
    }

    private static int ReadNumber(byte[] bytes, int at) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));

    [Fact]
    public async Task Every_check_of_a_password_costs_what_the_costliest_imported_hash_does()
    {
        var alone = new DashboardFixture();
        await alone.InitializeAsync();
        foreach (var iterations in (string[])["700", "1500", "99999999999999999999999", "x", ""])
        {
            await alone.AddUserAsync(user =>
                user.PasswordHash = $"pbkdf2_sha256${iterations}$salt$UIKFlwvNNIL9oFbxit9uBe1PiNy7NfGHdj5c5vEkPIc="
            );
        }

        await using (var scope = alone.App.Services.CreateAsyncScope())
        {
            Assert.Equal(
                1500,
                await scope.ServiceProvider.GetRequiredService<PasswordVerifier>().MostImportedAsync(CancellationToken.None)
            );
        }

        await alone.DisposeAsync();
    }

    [Fact]
    public async Task Too_many_attempts_from_one_address_get_429_with_Retry_After()
    {
        await using var app = dashboard.Start(("RateLimits:SignInsPerMinute", "3"));
        using var visitor = app.NewVisitor();
        for (var i = 0; i < 3; i++)
            await visitor.SignInAsync(DashboardFixture.NewName("nobody"), "wrong");
        using var response = await visitor.PostAsync("/admin/login", ("username", "nobody"), ("password", "wrong"));
        Assert.Equal(429, (int)response.StatusCode);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(200, await visitor.StatusAsync("/admin/login"));
    }
}
