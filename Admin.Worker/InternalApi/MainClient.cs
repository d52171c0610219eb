using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Admin.Data.Likes;
using Admin.Data.Products;
using Polly;

namespace Admin.Worker.InternalApi;

/// <summary>Asks Main.Worker what Main has. Admin never reads Main's database.</summary>
internal sealed class MainClient(HttpClient http)
{
    internal const string ServiceName = "main-worker";

    private const int PageSize = 10_000;

    /// <summary>All likes by id, or those of one product.</summary>
    internal IAsyncEnumerable<MainLike> LikesAsync(int? productId, CancellationToken cancellationToken) =>
        PagesAsync(
            $"internal/likes?limit={PageSize}" + (productId is null ? "" : $"&product={productId}"),
            (MainLike like) => like.Id,
            cancellationToken
        );

    /// <summary>Some likes from <paramref name="first"/> on.</summary>
    internal Task<List<MainLike>> LikesFromAsync(long first, CancellationToken cancellationToken) =>
        GetAsync<MainLike>($"internal/likes?limit={PageSize}&after={first - 1}", cancellationToken);

    /// <summary>All products by id, deleted ones among them.</summary>
    internal IAsyncEnumerable<MainProduct> ProductsAsync(CancellationToken cancellationToken) =>
        PagesAsync($"internal/products?limit={PageSize}", (MainProduct product) => product.Id, cancellationToken);

    private async IAsyncEnumerable<T> PagesAsync<T>(
        string path,
        Func<T, long> id,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        List<T> page;
        for (var after = 0L; ; after = id(page[^1]))
        {
            page = await GetAsync<T>($"{path}&after={after}", cancellationToken);
            foreach (var row in page)
                yield return row;

            if (page.Count < PageSize)
                yield break;
        }
    }

    private async Task<List<T>> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetFromJsonAsync<List<T>>(path, cancellationToken) ?? [];
        }
        catch (HttpRequestException exception) when (exception.StatusCode == HttpStatusCode.Unauthorized)
        {
            throw new InvalidOperationException(
                $"Main.Worker at {http.BaseAddress} does not take the secret of this command: set Internal__Secret to what it is there.",
                exception
            );
        }
        catch (Exception exception) when (exception is HttpRequestException or ExecutionRejectedException or JsonException)
        {
            throw new InvalidOperationException(
                $"Main.Worker does not answer at {http.BaseAddress} ({exception.Message}). Start it, or say with --main-url where it is.",
                exception
            );
        }
    }
}
