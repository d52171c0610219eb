using System.Net;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AdminApi;

[Collection(AdminApiTests.Name)]
public sealed class WriteAccessTests(AdminApiFixture admin)
{
    private const string Product = """{"title":"t","image":"i"}""";
    private static readonly Answer NoCredentials = Answer.Json(
        HttpStatusCode.Unauthorized,
        """{"detail":"Authentication credentials were not provided."}"""
    );
    private static readonly Answer WrongToken = Answer.Json(HttpStatusCode.Unauthorized, """{"detail":"Invalid token."}""");

    [Fact]
    public async Task Without_anonymous_writes_a_write_needs_credentials()
    {
        await using var app = admin.Start(("Api:AnonymousWrites", "false"));
        using var http = app.NewClient();
        var path = $"/api/products/{await admin.CreateProductAsync()}";

        Assert.Equal(NoCredentials, await Answer.GetAsync(http, "POST", "/api/products", Product));
        Assert.Equal(NoCredentials, await Answer.GetAsync(http, "PUT", path, Product));
        Assert.Equal(NoCredentials, await Answer.GetAsync(http, "DELETE", path));
        Assert.Equal(NoCredentials, await Answer.GetAsync(http, "DELETE", path, headers: ("Cookie", "session=1")));
        Assert.Equal(WrongToken, await Answer.GetAsync(http, "DELETE", path, headers: ("Authorization", "Bearer guessed")));
        Assert.Equal(200, (await Answer.GetAsync(http, "GET", path)).Status);
    }

    [Fact]
    public async Task A_refusal_names_the_scheme()
    {
        await using var app = admin.Start(("Api:AnonymousWrites", "false"));
        using var http = app.NewClient();
        using var response = await Answer.SendAsync(http, "POST", "/api/products", Product);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Outside_development_anonymous_writes_are_off_by_default()
    {
        await using var app = admin.Start(("environment", "Production"));
        using var http = app.NewClient();
        Assert.Equal(NoCredentials, await Answer.GetAsync(http, "POST", "/api/products", Product));
    }

    [Theory]
    [InlineData("/api/products")]
    [InlineData("/ready")]
    public async Task Reading_never_needs_credentials(string path)
    {
        await using var app = admin.Start(("Api:AnonymousWrites", "false"));
        using var http = app.NewClient();
        Assert.Equal(200, (await Answer.GetAsync(http, "GET", path)).Status);
    }
}
