using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AppHost;

/// <summary>What the Aspire dashboard shows of the platform.</summary>
[Collection(PlatformTests.Name)]
public sealed class AspireDashboardTests(PlatformFixture platform)
{
    [Theory]
    [InlineData("main-api", "Shop", "/")]
    [InlineData("admin-api", "Dashboard", "/admin")]
    public void One_click_leads_from_the_resource_list_to_the_pages(string service, string text, string path)
    {
        var listed = Current(service).Snapshot.Urls.Where(url => !url.IsInternal).ToList();

        Assert.Equal([text, "API reference"], listed.Select(url => url.DisplayProperties.DisplayName));
        Assert.Equal([path, "/scalar"], listed.Select(url => new Uri(url.Url).AbsolutePath));
    }

    [Theory]
    [InlineData("main-worker")]
    [InlineData("admin-worker")]
    public void Dead_letters_are_a_button_in_the_row_of_a_worker(string worker)
    {
        var commands = Current(worker).Snapshot.Commands;

        Assert.Equal(
            ["dead-letters", "dead-letters-replay"],
            commands
                .Where(command => command.IsHighlighted && command.Name.StartsWith("dead", StringComparison.Ordinal))
                .Select(command => command.Name)
        );
    }

    [Fact]
    public async Task Data_can_be_reset_to_that_of_a_demonstration()
    {
        using var admin = platform.Client("admin-api");
        using var main = platform.Client("main-api");
        Assert.NotNull(Current("admin-api").Snapshot.Commands.Single(command => command.Name == "reset-data").ConfirmationMessage);

        var reset = await RunAsync("reset-data");
        var seeded = await RunAsync("seed-demo-data");

        Assert.Contains("12 products and 0 users added", reset, StringComparison.Ordinal);
        Assert.Contains("0 products and 0 users added", seeded, StringComparison.Ordinal);
        var products = await Products(admin, "/api/products");
        Assert.Equal(12, products.Count);
        Assert.Equal(
            products,
            await Eventually.GetAsync(() => Products(main, "/flask/api/products"), listed => listed.SequenceEqual(products))
        );
    }

    private async Task<string> RunAsync(string command)
    {
        var result = await platform.App.ResourceCommands.ExecuteCommandAsync("admin-api", command);
        Assert.True(result.Success, result.Message);
        return result.Data!.Value;
    }

    private static async Task<List<string>> Products(HttpClient client, string path) =>
        [
            .. (await System.Net.Http.Json.HttpClientJsonExtensions.GetFromJsonAsync<Product[]>(client, path))!.Select(product =>
                $"{product.Id} {product.Title}"
            ),
        ];

    private ResourceEvent Current(string resource)
    {
        Assert.True(platform.App.Services.GetRequiredService<ResourceNotificationService>().TryGetCurrentState(resource, out var current));
        return current;
    }

    private sealed record Product(int Id, string Title);
}
