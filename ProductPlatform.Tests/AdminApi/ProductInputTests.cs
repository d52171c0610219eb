using System.Net;
using System.Text.Json;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AdminApi;

/// <summary>What may be said about a product, and what is answered to the rest: to the byte.</summary>
[Collection(AdminApiTests.Name)]
public sealed class ProductInputTests(AdminApiFixture admin)
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Required = "\"This field is required.\"";
    private static readonly string Long = new('a', 201);

    public static TheoryData<string?, string, string> Refused =>
        new()
        {
            { null, "application/json", $$"""{"title":[{{Required}}],"image":[{{Required}}]}""" },
            { "", "application/json", $$"""{"title":[{{Required}}],"image":[{{Required}}]}""" },
            { "{}", "application/json", $$"""{"title":[{{Required}}],"image":[{{Required}}]}""" },
            { "{\"Title\":\"t\",\"IMAGE\":\"i\"}", "application/json", $$"""{"title":[{{Required}}],"image":[{{Required}}]}""" },
            { "{\"title\":\"t\"}", "application/json", $$"""{"image":[{{Required}}]}""" },
            {
                "{\"title\":\"\",\"image\":\" \\t\\u00a0\"}",
                "application/json",
                """{"title":["This field may not be blank."],"image":["This field may not be blank."]}"""
            },
            {
                "{\"title\":null,\"image\":null,\"likes\":null}",
                "application/json",
                """{"title":["This field may not be null."],"image":["This field may not be null."],"likes":["This field may not be null."]}"""
            },
            {
                "{\"title\":true,\"image\":[\"i\"],\"likes\":true}",
                "application/json",
                """{"title":["Not a valid string."],"image":["Not a valid string."],"likes":["A valid integer is required."]}"""
            },
            { "{\"title\":{},\"image\":\"i\"}", "application/json", """{"title":["Not a valid string."]}""" },
            {
                $$"""{"title":"{{Long}}","image":"{{Long}}"}""",
                "application/json",
                """{"title":["Ensure this field has no more than 200 characters."],"image":["Ensure this field has no more than 200 characters."]}"""
            },
            { "{\"title\":\"a\\u0000b\",\"image\":\"i\"}", "application/json", """{"title":["Null characters are not allowed."]}""" },
            {
                "{\"title\":\"a\\ud800b\",\"image\":\"i\"}",
                "application/json",
                """{"title":["Surrogate characters are not allowed: U+D800."]}"""
            },
            { "{\"title\":\"t\",\"image\":\"i\",\"likes\":\"\"}", "application/json", """{"likes":["A valid integer is required."]}""" },
            { "{\"title\":\"t\",\"image\":\"i\",\"likes\":1.5}", "application/json", """{"likes":["A valid integer is required."]}""" },
            { "{\"title\":\"t\",\"image\":\"i\",\"likes\":[]}", "application/json", """{"likes":["A valid integer is required."]}""" },
            {
                "{\"title\":\"t\",\"image\":\"i\",\"likes\":-1}",
                "application/json",
                """{"likes":["Ensure this value is greater than or equal to 0."]}"""
            },
            {
                "{\"title\":\"t\",\"image\":\"i\",\"likes\":4294967296}",
                "application/json",
                """{"likes":["Ensure this value is less than or equal to 4294967295."]}"""
            },
            { "[]", "application/json", """{"non_field_errors":["Invalid data. Expected a dictionary, but got list."]}""" },
            { "\"t\"", "application/json", """{"non_field_errors":["Invalid data. Expected a dictionary, but got str."]}""" },
            { "1", "application/json", """{"non_field_errors":["Invalid data. Expected a dictionary, but got int."]}""" },
            { "1.0", "application/json", """{"non_field_errors":["Invalid data. Expected a dictionary, but got float."]}""" },
            { "false", "application/json", """{"non_field_errors":["Invalid data. Expected a dictionary, but got bool."]}""" },
            { "null", "application/json", """{"non_field_errors":["No data provided"]}""" },
            {
                "image=+&likes=x",
                Form,
                $$"""{"title":[{{Required}}],"image":["This field may not be blank."],"likes":["A valid integer is required."]}"""
            },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_create_with_errors_lists_them_all_in_order(string? body, string contentType, string expected) =>
        Assert.Equal(
            Answer.Json(HttpStatusCode.BadRequest, expected),
            await Answer.GetAsync(admin.Http, "POST", "/api/products", body, contentType)
        );

    [Fact]
    public async Task An_update_with_errors_lists_them_too()
    {
        var id = await admin.CreateProductAsync();
        Assert.Equal(
            Answer.Json(HttpStatusCode.BadRequest, $$"""{"title":["This field may not be blank."],"image":[{{Required}}]}"""),
            await Answer.GetAsync(admin.Http, "PUT", $"/api/products/{id}", """{"title":" "}""")
        );
    }

    [Theory]
    [InlineData("{\"title\":\"t\",\"image\":\"i\"}", "application/json", "\"title\":\"t\",\"image\":\"i\",\"likes\":0")]
    [InlineData(
        "{\"image\":\"i\",\"title\":\"t\",\"id\":99999,\"x\":[{}]}",
        "application/json",
        "\"title\":\"t\",\"image\":\"i\",\"likes\":0"
    )]
    [InlineData("{\"title\":\"  t \\n\",\"image\":\"\\u3000i\\u001c\"}", "application/json", "\"title\":\"t\",\"image\":\"i\",\"likes\":0")]
    [InlineData("{\"title\":12,\"image\":1.5,\"likes\":7}", "application/json", "\"title\":\"12\",\"image\":\"1.5\",\"likes\":7")]
    [InlineData("{\"title\":\"t\",\"image\":\"i\",\"likes\":\"7\"}", "application/json", "\"title\":\"t\",\"image\":\"i\",\"likes\":7")]
    [InlineData("{\"title\":\"t\",\"image\":\"i\",\"likes\":7.0}", "application/json", "\"title\":\"t\",\"image\":\"i\",\"likes\":7")]
    [InlineData(
        "{\"title\":\"t\",\"image\":\"i\",\"likes\":4294967295}",
        "application/json",
        "\"title\":\"t\",\"image\":\"i\",\"likes\":4294967295"
    )]
    [InlineData(
        "{\"title\":\"café 😀 <&'+>\",\"image\":\"日本\"}",
        "application/json; charset=utf-8",
        "\"title\":\"café 😀 <&'+>\",\"image\":\"日本\",\"likes\":0"
    )]
    [InlineData(
        "{\"title\":\"a\\u2028b\",\"image\":\"\\\"\\\\\"}",
        "application/json",
        "\"title\":\"a\\u2028b\",\"image\":\"\\\"\\\\\",\"likes\":0"
    )]
    [InlineData("title=a+b&image=%F0%9F%98%80&likes=", Form, "\"title\":\"a b\",\"image\":\"😀\",\"likes\":0")]
    [InlineData("title=t&image=i&likes=3", Form, "\"title\":\"t\",\"image\":\"i\",\"likes\":3")]
    [InlineData(
        "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nt\r\n--b\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\ni\r\n--b--\r\n",
        "multipart/form-data; boundary=b",
        "\"title\":\"t\",\"image\":\"i\",\"likes\":0"
    )]
    public async Task A_valid_create_returns_the_product(string body, string contentType, string expected)
    {
        using var response = await Answer.SendAsync(admin.Http, "POST", "/api/products", body, contentType);
        var answer = await Answer.OfAsync(response);
        var id = JsonDocument.Parse(answer.Body).RootElement.GetProperty("id").GetInt32();

        Assert.Equal(Answer.Json(HttpStatusCode.Created, $$"""{"id":{{id}},{{expected}}}"""), answer);
        Assert.Equal($"/api/products/{id}", response.Headers.Location?.ToString());
        Assert.Equal(answer with { Status = 200 }, await Answer.GetAsync(admin.Http, "GET", $"/api/products/{id}"));
    }

    [Fact]
    public async Task Two_hundred_code_points_fit_into_the_database()
    {
        var text = string.Concat(Enumerable.Repeat("😀", 200));
        var id = await admin.CreateProductAsync(text, text);
        Assert.Equal(
            Answer.Json(HttpStatusCode.OK, $$"""{"id":{{id}},"title":"{{text}}","image":"{{text}}","likes":0}"""),
            await Answer.GetAsync(admin.Http, "GET", $"/api/products/{id}")
        );
    }

    [Theory]
    [InlineData("5")]
    [InlineData("-1")]
    [InlineData("null")]
    [InlineData("\"many\"")]
    [InlineData("[]")]
    public async Task An_update_ignores_likes_whatever_their_value(string likes)
    {
        var id = await admin.CreateProductAsync();
        Assert.Equal(
            Answer.Json(HttpStatusCode.Accepted, $$"""{"id":{{id}},"title":"new","image":"i","likes":0}"""),
            await Answer.GetAsync(admin.Http, "PUT", $"/api/products/{id}", $$"""{"title":"new","image":"i","likes":{{likes}},"id":1}""")
        );
    }

    [Theory]
    [InlineData("{", "application/json")]
    [InlineData("{\"title\":NaN}", "application/json")]
    [InlineData("{}{}", "application/json")]
    [InlineData("x", "multipart/form-data")]
    public async Task A_body_that_cannot_be_parsed_is_located(string body, string contentType)
    {
        var answer = await Answer.GetAsync(admin.Http, "POST", "/api/products", body, contentType);
        Assert.Equal(400, answer.Status);
        Assert.Matches("""^\{"detail":"(JSON|Multipart form) parse error - .+"\}$""", answer.Body);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml; charset=utf-8")]
    [InlineData(null)]
    public async Task Another_media_type_is_refused_by_name(string? contentType) =>
        Assert.Equal(
            Answer.Json(HttpStatusCode.UnsupportedMediaType, $$"""{"detail":"Unsupported media type \"{{contentType}}\" in request."}"""),
            await Answer.GetAsync(admin.Http, "POST", "/api/products", "x", contentType)
        );

    [Theory]
    [InlineData(false, 1024 * 1024 + 1)]
    [InlineData(true, 1024 * 1024 + 1)]
    [InlineData(true, 5 * 1024 * 1024)]
    public async Task More_than_a_mebibyte_is_too_large(bool chunked, int length)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/products") { Content = new ByteArrayContent(new byte[length]) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await admin.Http.SendAsync(request);

        Assert.Equal(
            Answer.Json(HttpStatusCode.RequestEntityTooLarge, """{"detail":"Request body too large."}"""),
            await Answer.OfAsync(response)
        );
    }
}
