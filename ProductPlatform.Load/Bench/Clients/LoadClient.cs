using System.Net;
using ProductPlatform.Load.Bench.Measuring;

namespace ProductPlatform.Load.Bench.Clients;

/// <summary>Single requests of this program: those of the open loop, and looks at what an answer is.</summary>
internal sealed class LoadClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            MaxConnectionsPerServer = BenchOptions.Connections,
            UseCookies = false,
            ActivityHeadersPropagator = null,
        }
    )
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromMinutes(2),
    };

    /// <returns>Whether it was answered with <paramref name="expected"/>.</returns>
    /// <exception cref="HttpRequestException">It was answered neither so nor with 400, which a like gets that was there before.</exception>
    internal async Task<bool> SendAsync(HttpMethod method, string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(method, path);
        using var response = await _http.SendAsync(request);
        await response.Content.CopyToAsync(Stream.Null);
        return response.StatusCode == expected
            || (
                response.StatusCode == HttpStatusCode.BadRequest
                    ? false
                    : throw new HttpRequestException($"{path} answered {(int)response.StatusCode}.", null, response.StatusCode)
            );
    }

    /// <summary>The answer to a GET that must succeed.</summary>
    internal async Task<HttpResponseMessage> GetAsync(
        string path,
        HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead
    )
    {
        var response = await _http.GetAsync(new Uri(path, UriKind.Relative), completion);
        return response.EnsureSuccessStatusCode();
    }

    /// <summary>The status of a GET for a list whose entity tag is known.</summary>
    internal async Task<HttpStatusCode> StatusAsync(string path, string entityTag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", entityTag);
        using var response = await _http.SendAsync(request);
        return response.StatusCode;
    }

    public void Dispose() => _http.Dispose();
}
