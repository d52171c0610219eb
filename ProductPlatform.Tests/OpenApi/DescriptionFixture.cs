using ProductPlatform.Tests.AdminApi;
using ProductPlatform.Tests.MainApi;

namespace ProductPlatform.Tests.OpenApi;

/// <summary>Both APIs, and their OpenAPI documents.</summary>
public sealed class DescriptionFixture : IAsyncLifetime
{
    internal AdminApiFixture Admin { get; } = new();

    internal MainApiFixture Main { get; } = new();

    public Task InitializeAsync() => Task.WhenAll(Admin.InitializeAsync(), Main.InitializeAsync());

    public async Task DisposeAsync()
    {
        await Admin.DisposeAsync();
        await Main.DisposeAsync();
    }

    internal HttpClient Http(string api) => api == "Admin" ? Admin.Http : Main.Http;

    internal Task<string> ReadAsync(string api) => Http(api).GetStringAsync("/openapi/v1.json");
}

/// <summary>The classes that share both APIs.</summary>
[CollectionDefinition(Name)]
public sealed class OpenApiTests : ICollectionFixture<DescriptionFixture>
{
    public const string Name = "OpenAPI";
}
