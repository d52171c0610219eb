using System.Net;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AdminApi;

/// <summary>One product as a resource: reading, changing, deleting, and under which conditions.</summary>
[Collection(AdminApiTests.Name)]
public sealed class ProductResourceTests(AdminApiFixture admin)
{
    private const string Change = """{"title":"new","image":"i"}""";
    private static readonly Answer NotFound = Answer.Json(HttpStatusCode.NotFound, """{"error":"Product not found"}""");
    private static readonly Answer Stale = Answer.Json(
        HttpStatusCode.PreconditionFailed,
        """{"detail":"The product has changed since you read it."}"""
    );

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("POST")]
    public async Task An_invalid_id_is_not_found_for_every_verb(string verb)
    {
        foreach (var id in new[] { "0", "-1", "abc", "1.0", "2147483648", "99999999999999999999", "%20", "1%2F2", "%D9%A3" })
            Assert.Equal(NotFound, await Answer.GetAsync(admin.Http, verb, $"/api/products/{id}", verb == "GET" ? null : "{"));
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("PUT", "{")]
    [InlineData("PUT", Change)]
    [InlineData("DELETE", null)]
    public async Task A_missing_product_is_not_found_before_anything_else_is_checked(string verb, string? body) =>
        Assert.Equal(
            NotFound,
            await Answer.GetAsync(admin.Http, verb, "/api/products/2147483647", body, "text/plain", ("If-Match", "\"1-0\""))
        );

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task A_product_is_created_updated_and_deleted_with_and_without_a_trailing_slash(string slash)
    {
        var path = $"/api/products/{await admin.CreateProductAsync("old")}{slash}";

        Assert.Equal(202, (await Answer.GetAsync(admin.Http, "PUT", path, Change)).Status);
        Assert.Contains("\"title\":\"new\"", (await Answer.GetAsync(admin.Http, "GET", path)).Body, StringComparison.Ordinal);
        Assert.Equal(new Answer(204, null, ""), await Answer.GetAsync(admin.Http, "DELETE", path));
        Assert.Equal(NotFound, await Answer.GetAsync(admin.Http, "DELETE", path));
        Assert.Equal(NotFound, await Answer.GetAsync(admin.Http, "GET", path));
    }

    [Fact]
    public async Task A_known_version_is_not_sent_again()
    {
        var path = $"/api/products/{await admin.CreateProductAsync()}";
        using var first = await admin.Http.GetAsync(path);
        Assert.Equal("\"1-0\"", first.Headers.ETag?.ToString());

        foreach (var known in new[] { "\"1-0\"", "W/\"1-0\"", "\"9-9\", \"1-0\"", "*" })
            Assert.Equal(new Answer(304, null, ""), await Answer.GetAsync(admin.Http, "GET", path, headers: ("If-None-Match", known)));
        foreach (var unknown in new[] { "\"1-1\"", "\"2-0\"", "1-0", "nonsense" })
            Assert.Equal(200, (await Answer.GetAsync(admin.Http, "GET", path, headers: ("If-None-Match", unknown))).Status);
    }

    [Theory]
    [InlineData("\"1-0\"")]
    [InlineData("\"1-999\"")]
    [InlineData("\"7-0\", \"1-5\"")]
    [InlineData("*")]
    public async Task An_update_of_the_version_read_succeeds_however_many_likes_came_since(string condition)
    {
        var path = $"/api/products/{await admin.CreateProductAsync()}";
        using var response = await Answer.SendAsync(admin.Http, "PUT", path, Change, headers: ("If-Match", condition));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("\"2-0\"", response.Headers.ETag?.ToString());
    }

    [Theory]
    [InlineData("\"2-0\"")]
    [InlineData("W/\"1-0\"")]
    [InlineData("\"1\"")]
    [InlineData("\"x-0\"")]
    [InlineData("1-0")]
    [InlineData("nonsense, \"")]
    public async Task An_update_of_another_version_is_stale(string condition)
    {
        var path = $"/api/products/{await admin.CreateProductAsync()}";
        Assert.Equal(Stale, await Answer.GetAsync(admin.Http, "PUT", path, Change, headers: ("If-Match", condition)));
        Assert.Equal(Stale, await Answer.GetAsync(admin.Http, "DELETE", path, headers: ("If-Match", condition)));
        Assert.Contains("\"title\":\"t\"", (await Answer.GetAsync(admin.Http, "GET", path)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_updates_of_one_version_one_succeeds()
    {
        var path = $"/api/products/{await admin.CreateProductAsync()}";
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Answer.GetAsync(admin.Http, "PUT", path, Change, headers: ("If-Match", "\"1-0\"")))
        );
        Assert.Single(answers, answer => answer.Status == 202);
        Assert.Equal(7, answers.Count(answer => answer == Stale));
    }

    [Fact]
    public async Task A_deletion_of_the_version_read_succeeds()
    {
        var path = $"/api/products/{await admin.CreateProductAsync()}";
        Assert.Equal(204, (await Answer.GetAsync(admin.Http, "DELETE", path, headers: ("If-Match", "\"1-0\""))).Status);
    }
}
