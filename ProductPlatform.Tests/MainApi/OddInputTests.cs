using System.Text.RegularExpressions;
using ProductPlatform.Tests.Platform.Faults;

namespace ProductPlatform.Tests.MainApi;

/// <summary>The shop's addresses and its form, with what no person would type: refused or ignored, never a fault.</summary>
[Collection(MainApiTests.Name)]
public sealed partial class OddInputTests(MainApiFixture main)
{
    [Fact]
    public async Task No_query_makes_the_shop_fail()
    {
        foreach (var value in OddInput.Texts.Select(Uri.EscapeDataString).Concat(OddInput.Encoded))
            await AssertAnsweredAsync(await main.Http.GetAsync($"/?q={value}&page={value}"), value);
    }

    [Fact]
    public async Task No_form_makes_the_shop_fail()
    {
        var product = await main.AddProductAsync();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = main.Http.BaseAddress,
            DefaultRequestHeaders = { { "Accept", "text/html" } },
        };
        var token = Token().Match(await browser.GetStringAsync("/")).Groups[1].Value;
        foreach (var value in OddInput.Texts.Append(new string('\u00fc', 100_000)))
        {
            using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("q", value), new("page", value)]);
            await AssertAnsweredAsync(await browser.PostAsync($"/products/{product}/like", form), value);
        }

        using var bare = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var response = await browser.PostAsync("/", bare);
        Assert.Equal(405, (int)response.StatusCode);
    }

    private static async Task AssertAnsweredAsync(HttpResponseMessage response, string value)
    {
        using (response)
        {
            if ((int)response.StatusCode >= 500)
                Assert.Fail($"{value}: {(int)response.StatusCode}\n{await response.Content.ReadAsStringAsync()}");
        }
    }

    [GeneratedRegex("__RequestVerificationToken[^>]*value=\"([^\"]*)\"")]
    private static partial Regex Token();
}
