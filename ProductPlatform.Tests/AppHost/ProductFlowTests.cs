using System.Net;
using System.Net.Http.Json;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AppHost;

[Collection(PlatformTests.Name)]
public sealed class ProductFlowTests(PlatformFixture platform) : IDisposable
{
    private readonly HttpClient _admin = platform.Client("admin-api");
    private readonly HttpClient _main = platform.Client("main-api");

    public void Dispose()
    {
        _admin.Dispose();
        _main.Dispose();
    }

    [Fact]
    public async Task A_product_created_in_Admin_is_listed_by_Main()
    {
        var created = await CreateAsync("Bicycle");

        Assert.Equal(new MainProduct(created.Id, "some.png", "Bicycle"), await InMainAsync(created.Id, product => product is not null));
    }

    [Fact]
    public async Task A_like_in_Main_is_counted_in_Admin()
    {
        var created = await CreateAsync("Lamp");
        await InMainAsync(created.Id, product => product is not null);

        using var liked = await _main.PostAsync($"/flask/api/products/{created.Id}/like", content: null);

        Assert.Equal(HttpStatusCode.OK, liked.StatusCode);
        var counted = await Eventually.GetAsync(() => GetAsync(created.Id), product => product.Likes > 0);
        Assert.Equal(1, counted.Likes);
    }

    [Fact]
    public async Task An_update_in_Admin_reaches_Main()
    {
        var created = await CreateAsync("Chair");

        using var updated = await _admin.PutAsJsonAsync($"/api/products/{created.Id}", new { title = "Armchair", image = "other.png" });

        Assert.Equal(HttpStatusCode.Accepted, updated.StatusCode);
        Assert.Equal(
            new MainProduct(created.Id, "other.png", "Armchair"),
            await InMainAsync(created.Id, product => product?.Title == "Armchair")
        );
    }

    [Fact]
    public async Task A_product_deleted_in_Admin_disappears_from_Main()
    {
        var created = await CreateAsync("Kettle");
        await InMainAsync(created.Id, product => product is not null);

        using var deleted = await _admin.DeleteAsync($"/api/products/{created.Id}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Null(await InMainAsync(created.Id, product => product is null));
    }

    private async Task<AdminProduct> CreateAsync(string title)
    {
        using var answer = await _admin.PostAsJsonAsync("/api/products", new { title, image = "some.png" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<AdminProduct>())!;
    }

    private async Task<AdminProduct> GetAsync(int id) => (await _admin.GetFromJsonAsync<AdminProduct>($"/api/products/{id}"))!;

    private Task<MainProduct?> InMainAsync(int id, Predicate<MainProduct?> expected) =>
        Eventually.GetAsync(
            async () => (await _main.GetFromJsonAsync<MainProduct[]>("/flask/api/products"))!.SingleOrDefault(product => product.Id == id),
            expected
        );

    private sealed record AdminProduct(int Id, string Title, string Image, int Likes);

    private sealed record MainProduct(int Id, string Image, string Title);
}
