using System.Net;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.MainApi;

[Collection(MainApiTests.Name)]
public sealed class LikeTests(MainApiFixture main) : IDisposable
{
    private static readonly Answer Success = Answer.Json(HttpStatusCode.OK, """{"message":"success"}""");

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task A_like_succeeds_once_per_user(string slash)
    {
        var path = $"/flask/api/products/{await main.AddProductAsync()}/like{slash}";
        main.Admin.Answer = AdminStub.User(5);
        Assert.Equal(Success, await Answer.GetAsync(main.Http, "POST", path));
        Assert.Equal(Problem.AlreadyLiked, await Answer.GetAsync(main.Http, "POST", path));

        main.Admin.Answer = AdminStub.User(6);
        Assert.Equal(Success, await Answer.GetAsync(main.Http, "POST", path));
    }

    [Fact]
    public async Task Of_many_concurrent_likes_of_one_user_one_succeeds()
    {
        var id = await main.AddProductAsync();
        main.Admin.Answer = AdminStub.User(7);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => Answer.GetAsync(main.Http, "POST", $"/flask/api/products/{id}/like"))
        );

        Assert.Single(answers, answer => answer == Success);
        Assert.Equal(11, answers.Count(answer => answer == Problem.AlreadyLiked));
        Assert.Equal(1, await main.WithDatabaseAsync(db => db.Likes.CountAsync(like => like.ProductId == id)));
    }

    [Theory]
    [InlineData("{", "application/json")]
    [InlineData("x", "text/plain")]
    [InlineData("", "application/json")]
    [InlineData("x", null)]
    [InlineData("x", "multipart/form-data")]
    public async Task The_body_is_ignored_whatever_it_is(string body, string? contentType) =>
        Assert.Equal(
            Success,
            await Answer.GetAsync(main.Http, "POST", $"/flask/api/products/{await main.AddProductAsync()}/like", body, contentType)
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ten_megabytes_are_ignored_too(bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/flask/api/products/{await main.AddProductAsync()}/like");
        request.Content = new ByteArrayContent(new byte[10 * 1024 * 1024]);
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await main.Http.SendAsync(request);
        Assert.Equal(Success, await Answer.OfAsync(response));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("1.0")]
    [InlineData("2147483648")]
    [InlineData("2147483647")]
    public async Task An_invalid_product_id_is_not_found_and_Admin_is_not_asked(string id)
    {
        var asked = main.Admin.Asked;
        Assert.Equal(Problem.ProductNotFound, await Answer.GetAsync(main.Http, "POST", $"/flask/api/products/{id}/like"));
        Assert.Equal(asked, main.Admin.Asked);
    }

    [Fact]
    public async Task A_deleted_product_is_not_found() =>
        Assert.Equal(
            Problem.ProductNotFound,
            await Answer.GetAsync(
                main.Http,
                "POST",
                $"/flask/api/products/{await main.AddProductAsync(deletedAt: DateTime.UnixEpoch)}/like"
            )
        );

    [Fact]
    public async Task The_user_is_requested_for_every_like()
    {
        var asked = main.Admin.Asked;
        for (var i = 0; i < 3; i++)
            await Answer.GetAsync(main.Http, "POST", $"/flask/api/products/{await main.AddProductAsync()}/like");
        Assert.Equal(asked + 3, main.Admin.Asked);
    }

    [Fact]
    public async Task A_like_is_stored_together_with_its_event()
    {
        var id = await main.AddProductAsync();
        main.Admin.Answer = AdminStub.User(11);
        await Answer.GetAsync(main.Http, "POST", $"/flask/api/products/{id}/like");
        Assert.Equal(
            11,
            await main.WithDatabaseAsync(db => db.Likes.Where(like => like.ProductId == id).Select(like => like.UserId).SingleAsync())
        );
    }

    public void Dispose() => main.Admin.Answer = AdminStub.User(1);
}
