using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.OpenApi;

/// <summary>Clients generated from the documents compile, and work against the APIs.</summary>
[Collection(OpenApiTests.Name)]
public sealed class GeneratedClientTests(DescriptionFixture apis)
{
    [Fact]
    public async Task A_generated_client_of_Admin_lists_creates_changes_and_deletes()
    {
        const string program = """
            using System.Linq;
            using System.Threading.Tasks;
            using Generated;

            public static class Use
            {
                public static async Task<string> RunAsync(System.Net.Http.HttpClient http)
                {
                    var client = new Client(http);
                    var created = await client.CreateProductAsync(new NewProduct { Title = "Lamp", Image = "lamp.svg", Likes = 3 });
                    var changed = await client.ChangeProductAsync(id: created.Id, body: new ProductChanges { Title = "Red lamp", Image = "lamp.svg" });
                    var listed = (await client.ListProductsAsync(limit: 1, after: created.Id - 1)).Single();
                    var stale = await StatusAsync(() => client.DeleteProductAsync(id: created.Id, if_Match: "\"0-0\""));
                    await client.DeleteProductAsync(id: created.Id);
                    try
                    {
                        await client.GetProductAsync(id: created.Id);
                        return "It is still there.";
                    }
                    catch (ApiException<ErrorBody> gone)
                    {
                        return $"{created.Title} {created.Likes}, {changed.Title}, {listed.Title}, {stale}, {gone.Result.Error}";
                    }
                }

                private static async Task<int> StatusAsync(System.Func<Task> call)
                {
                    try
                    {
                        await call();
                        return 0;
                    }
                    catch (ApiException refused)
                    {
                        return refused.StatusCode;
                    }
                }
            }
            """;

        Assert.Equal(
            "Lamp 3, Red lamp, Red lamp, 412, Product not found",
            await GeneratedClient.RunAsync(await apis.ReadAsync("Admin"), program, apis.Admin.Http)
        );
    }

    [Fact]
    public async Task A_generated_client_of_Main_lists_and_likes()
    {
        var id = await apis.Main.AddProductAsync("Mug");
        apis.Main.Admin.Answer = AdminStub.User(Random.Shared.Next(1, int.MaxValue));
        var program = $$"""
            using System.Linq;
            using System.Threading.Tasks;
            using Generated;

            public static class Use
            {
                public static async Task<string> RunAsync(System.Net.Http.HttpClient http)
                {
                    var client = new Client(http);
                    var listed = (await client.ListProductsAsync(limit: 1, after: {{id - 1}})).Single();
                    var liked = await client.LikeProductAsync(id: listed.Id);
                    try
                    {
                        await client.LikeProductAsync(id: listed.Id);
                        return "It was liked twice.";
                    }
                    catch (ApiException<ApiError> again)
                    {
                        return $"{listed.Title}, {liked.Message}, {again.StatusCode}, {again.Result.Message}";
                    }
                }
            }
            """;

        Assert.Equal(
            "Mug, success, 400, You already liked this product.",
            await GeneratedClient.RunAsync(await apis.ReadAsync("Main"), program, apis.Main.Http)
        );
    }
}
