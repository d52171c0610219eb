using Microsoft.AspNetCore.Http;
using ProductPlatform.Web;

namespace ProductPlatform.Tests.Unit.Http;

public sealed class PageQueryTests
{
    [Theory]
    [InlineData("", null, 0)]
    [InlineData("?limit=1", 1, 0)]
    [InlineData("?limit=1000&after=7", 1000, 7)]
    [InlineData("?after=2147483647", null, int.MaxValue)]
    [InlineData("?limit=5&limit=6", 6, 0)]
    [InlineData("?page=3", null, 0)]
    public void A_page_is_read_from_the_query(string query, int? limit, int after)
    {
        Assert.Equal(new PageQuery(limit, after), Read(query, out var errors));
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("?limit=", "limit", "A valid integer is required.")]
    [InlineData("?limit=ten", "limit", "A valid integer is required.")]
    [InlineData("?limit=1.5", "limit", "A valid integer is required.")]
    [InlineData("?limit=0", "limit", "Ensure this value is greater than or equal to 1.")]
    [InlineData("?limit=-99999999999999999999", "limit", "Ensure this value is greater than or equal to 1.")]
    [InlineData("?limit=1001", "limit", "Ensure this value is less than or equal to 1000.")]
    [InlineData("?after=-1", "after", "Ensure this value is greater than or equal to 0.")]
    [InlineData("?after=2147483648", "after", "Ensure this value is less than or equal to 2147483647.")]
    [InlineData("?after=99999999999999999999", "after", "Ensure this value is less than or equal to 2147483647.")]
    public void An_invalid_page_is_refused(string query, string name, string sentence)
    {
        Read(query, out var errors);
        Assert.Equal(sentence, Assert.Single(errors[name]));
    }

    [Fact]
    public void Both_errors_are_reported_together()
    {
        Read("?limit=x&after=y", out var errors);
        Assert.Equal(["limit", "after"], errors.Keys);
    }

    [Fact]
    public void The_next_page_is_an_address_that_keeps_the_rest_of_the_query()
    {
        var context = Context("?limit=2&after=1&search=a+%26b");
        var rows = new List<int> { 2, 3, 4 };

        new PageQuery(2, 1).Cut(context, rows, row => row);

        Assert.Equal([2, 3], rows);
        Assert.Equal("</base/api/products/?limit=2&search=a%20%26b&after=3>; rel=\"next\"", context.Response.Headers.Link);
    }

    [Fact]
    public void The_last_page_has_no_next_link()
    {
        var context = Context("?limit=2");
        new PageQuery(2, 0).Cut(context, [1, 2], row => row);
        Assert.Equal(0, context.Response.Headers.Link.Count);
    }

    private static PageQuery Read(string query, out Dictionary<string, string[]> errors) =>
        PageQuery.Read(Context(query).Request.Query, out errors);

    private static DefaultHttpContext Context(string query)
    {
        var context = new DefaultHttpContext();
        context.Request.Scheme = "https";
        context.Request.Host = new HostString("shop.example", 8443);
        context.Request.PathBase = "/base";
        context.Request.Path = "/api/products/";
        context.Request.QueryString = new QueryString(query);
        return context;
    }
}
