using System.Net;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AppHost;

[Collection(PlatformTests.Name)]
public sealed class ResourceTests(PlatformFixture platform)
{
    public static TheoryData<string, string> Paths =>
        new()
        {
            { "admin-api", "/alive" },
            { "admin-api", "/health" },
            { "admin-api", "/metrics" },
            { "admin-api", "/ready" },
            { "admin-api", "/api/health" },
            { "admin-api", "/api/products" },
            { "admin-api", "/api/user" },
            { "admin-api", "/openapi/v1.json" },
            { "admin-api", "/scalar" },
            { "admin-worker", "/alive" },
            { "admin-worker", "/health" },
            { "admin-worker", "/metrics" },
            { "main-api", "/alive" },
            { "main-api", "/health" },
            { "main-api", "/metrics" },
            { "main-api", "/ready" },
            { "main-api", "/flask/api/health" },
            { "main-api", "/flask/api/products" },
            { "main-api", "/openapi/v1.json" },
            { "main-api", "/scalar" },
            { "main-worker", "/alive" },
            { "main-worker", "/health" },
            { "main-worker", "/metrics" },
        };

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_service_answers(string service, string path)
    {
        using var client = platform.Client(service);

        using var answer = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
