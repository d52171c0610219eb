using System.Net;
using System.Net.Http.Headers;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.MainApi;

/// <summary>The shop is in the browser's language, the API in English.</summary>
[Collection(MainApiTests.Name)]
public sealed class ShopLanguageTests(MainApiFixture main)
{
    [Theory]
    [InlineData(null, "en", "Newest")]
    [InlineData("nl", "en", "Newest")]
    [InlineData("de-CH", "de", "Neueste")]
    [InlineData("nl, es;q=0.8, fr;q=0.9", "fr", "Plus récents")]
    [InlineData("de;q=0, es", "es", "Más recientes")]
    public async Task A_page_is_in_the_language_that_the_browser_prefers(string? asked, string language, string newest)
    {
        using var answer = await SendAsync(HttpMethod.Get, "/", asked);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Contains($"<html lang=\"{language}\"", page, StringComparison.Ordinal);
        Assert.Contains($">{newest}</a>", page, StringComparison.Ordinal);
        Assert.Contains("Accept-Language", answer.Headers.Vary);
    }

    [Theory]
    [InlineData("de", "Seite nicht gefunden")]
    [InlineData("en", "Page not found")]
    public async Task An_error_page_is_in_the_language_of_the_browser(string asked, string headline)
    {
        using var answer = await SendAsync(HttpMethod.Get, "/nowhere", asked);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(headline, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_are_answered_in_English()
    {
        using var answer = await SendAsync(HttpMethod.Post, "/flask/api/products/999999999/like", "de", accept: "application/json");

        Assert.DoesNotContain("Accept-Language", answer.Headers.Vary);
        Assert.Equal(Problem.ProductNotFound.Body, await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? language, string accept = "text/html")
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        if (language is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        return await main.Http.SendAsync(request);
    }
}
