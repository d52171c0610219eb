using Main.Api.Storefront;
using Microsoft.AspNetCore.Http;

namespace ProductPlatform.Tests.Unit.Pages;

public sealed class LikedProductsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("0.-1.2147483648.1e3")]
    [InlineData("....")]
    public void What_is_no_id_is_ignored(string cookie)
    {
        var (liked, answer) = (LikedProducts.From(Request(cookie)), new DefaultHttpContext().Response);
        liked.Add(5, answer);
        Assert.StartsWith("likes=5;", Cookie(answer), StringComparison.Ordinal);
    }

    [Fact]
    public void The_cookie_stays_within_what_browsers_keep_and_the_oldest_are_forgotten()
    {
        var ids = Enumerable.Range(0, 1000).Select(number => int.MaxValue - number).ToList();
        var liked = LikedProducts.From(Request(string.Join('.', ids)));
        Assert.True(liked.Contains(ids[LikedProducts.Most - 1]));
        Assert.False(liked.Contains(ids[LikedProducts.Most]));

        var answer = new DefaultHttpContext().Response;
        liked.Add(1, answer);
        Assert.StartsWith($"likes=1.{ids[0]}.", Cookie(answer), StringComparison.Ordinal);
        Assert.InRange(Cookie(answer).Length, 2000, 2400);
        Assert.False(LikedProducts.From(Request(Cookie(answer)["likes=".Length..].Split(';')[0])).Contains(ids[LikedProducts.Most - 1]));
    }

    private static HttpRequest Request(string cookie) =>
        new DefaultHttpContext { Request = { Headers = { Cookie = $"likes={cookie}" } } }.Request;

    private static string Cookie(HttpResponse response) => response.Headers.SetCookie.ToString();
}
