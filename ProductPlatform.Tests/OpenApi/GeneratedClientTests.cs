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

    [Fact]
    public async Task A_TypeScript_client_of_Admin_lists_creates_changes_and_deletes()
    {
        const string program = """
            import { ApiException, Client, ErrorBody } from './client';

            declare const process: { argv: string[] };

            async function refused<T>(call: Promise<T>): Promise<ApiException> {
              try { await call; } catch (error) { if (ApiException.isApiException(error)) return error; throw error; }
              throw new Error('It was done.');
            }

            async function run(): Promise<string> {
              const client = new Client(process.argv[2], { fetch });
              const created = await client.createProduct({ title: 'Lamp', image: 'lamp.svg', likes: 3 });
              const changed = await client.changeProduct(created.id, { title: 'Red lamp', image: 'lamp.svg' });
              const [listed] = await client.listProducts(1, created.id - 1);
              const stale = await refused(client.deleteProduct(created.id, '"0-0"'));
              await client.deleteProduct(created.id);
              const gone = await refused(client.getProduct(created.id));
              const body: ErrorBody = gone.result;
              return `${created.title} ${created.likes}, ${changed.title}, ${listed?.title}, ${stale.status}, ${body.error}`;
            }

            run().then(console.log);
            """;

        Assert.Equal(
            "Lamp 3, Red lamp, Red lamp, 412, Product not found",
            await GeneratedTypeScript.RunAsync(await apis.ReadAsync("Admin"), program, apis.Admin.Http)
        );
    }

    [Fact]
    public async Task A_TypeScript_client_of_Main_lists_and_likes()
    {
        var id = await apis.Main.AddProductAsync("Mug");
        apis.Main.Admin.Answer = AdminStub.User(Random.Shared.Next(1, int.MaxValue));
        var program = """
            import { ApiError, ApiException, Client } from './client';

            declare const process: { argv: string[] };

            async function run(): Promise<string> {
              const client = new Client(process.argv[2], { fetch });
              const [listed] = await client.listProducts(1, {before});
              const liked = await client.likeProduct(listed!.id);
              try {
                await client.likeProduct(listed!.id);
                return 'It was liked twice.';
              } catch (error) {
                if (!ApiException.isApiException(error)) throw error;
                const body: ApiError = error.result;
                return `${listed!.title}, ${liked.message}, ${error.status}, ${body.message}`;
              }
            }

            run().then(console.log);
            """;

        Assert.Equal(
            "Mug, success, 400, You already liked this product.",
            await GeneratedTypeScript.RunAsync(
                await apis.ReadAsync("Main"),
                program.Replace("{before}", $"{id - 1}", StringComparison.Ordinal),
                apis.Main.Http
            )
        );
    }
}
