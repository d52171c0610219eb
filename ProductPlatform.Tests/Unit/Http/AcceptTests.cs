using Admin.Api.Rest.Http;
using Microsoft.AspNetCore.Http;

namespace ProductPlatform.Tests.Unit.Http;

public sealed class AcceptTests
{
    [Theory]
    [InlineData("")]
    [InlineData("*/*")]
    [InlineData("application/*")]
    [InlineData("application/json")]
    [InlineData("APPLICATION/JSON")]
    [InlineData("application/json; indent=4")]
    [InlineData("application/json;q=0.1, text/csv")]
    [InlineData("application/problem+json")]
    [InlineData("text/html")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8")]
    public void A_client_that_accepts_json_is_served(string accept) => Assert.True(Accept.Allows(Request(accept)));

    [Theory]
    [InlineData("text/csv")]
    [InlineData("application/xml")]
    [InlineData("image/*")]
    [InlineData("application/json;q=0")]
    [InlineData("nonsense")]
    public void A_client_that_does_not_accept_json_is_refused(string accept) => Assert.False(Accept.Allows(Request(accept)));

    [Theory]
    [InlineData("application/problem+json", true)]
    [InlineData("application/json, application/problem+json;q=0.5", true)]
    [InlineData("application/problem+json;q=0", false)]
    [InlineData("*/*", false)]
    [InlineData("application/*", false)]
    [InlineData("", false)]
    public void Problem_details_go_to_clients_that_accept_them(string accept, bool expected) =>
        Assert.Equal(expected, Accept.NamesProblem(Request(accept)));

    private static HttpRequest Request(string accept)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Accept = accept;
        return request;
    }
}
