using System.Text;
using Admin.Api.Rest.Input;
using Microsoft.AspNetCore.Http;

namespace ProductPlatform.Tests.Unit.Input;

public sealed class RequestBodyTests
{
    private const string Form = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData("title=a+b%20c", "a b c")]
    [InlineData("title=first&title=last", "last")]
    [InlineData("title=caf%C3%A9", "café")]
    [InlineData("title=%F0%9F%98%80", "😀")]
    [InlineData("title=%FF", "\ufffd")]
    [InlineData("title=%zz", "%zz")]
    [InlineData("title=a=b", "a=b")]
    [InlineData("t%69tle=t", "t")]
    [InlineData("&&title=t&", "t")]
    [InlineData("title=%00", "\0")]
    public async Task A_form_is_decoded(string body, string expected)
    {
        var (data, _) = await ReadAsync(Form, Encoding.UTF8.GetBytes(body));
        Assert.Equal(new FieldValue(FieldKind.Text, expected), data!["title"]);
    }

    [Theory]
    [InlineData("title", (int)FieldKind.Text)]
    [InlineData("title=", (int)FieldKind.Text)]
    [InlineData("Title=t", (int)FieldKind.Missing)]
    public async Task A_form_name_without_a_value_is_blank_and_not_missing(string body, int expected)
    {
        var (data, _) = await ReadAsync(Form, Encoding.UTF8.GetBytes(body));
        Assert.Equal((FieldKind)expected, data!["title"].Kind);
    }

    [Fact]
    public async Task A_form_says_its_own_charset()
    {
        var (data, _) = await ReadAsync(Form + "; charset=iso-8859-1", "title=caf%E9"u8.ToArray());
        Assert.Equal("café", data!["title"].Text);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("iso-8859-1")]
    [InlineData("utf-16")]
    [InlineData("windows-1252")]
    public async Task Json_may_come_in_another_charset(string charset)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        var (data, _) = await ReadAsync($"application/json; charset={charset}", encoding.GetBytes("""{"title":"café"}"""));
        Assert.Equal("café", data!["title"].Text);
    }

    [Theory]
    [InlineData("utf-8", "application/json")]
    [InlineData("utf-16", "application/json")]
    [InlineData("utf-16", "application/json; charset=utf-16")]
    [InlineData("utf-16BE", "application/json; charset=utf-16")]
    [InlineData("utf-32", "application/json; charset=utf-8")]
    public async Task Json_may_begin_with_a_byte_order_mark_which_says_its_charset(string charset, string contentType)
    {
        var encoding = Encoding.GetEncoding(charset);
        var (data, _) = await ReadAsync(contentType, [.. encoding.Preamble, .. encoding.GetBytes("""{"title":"café"}""")]);
        Assert.Equal("café", data!["title"].Text);
    }

    [Theory]
    [InlineData("application/json; charset=martian")]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("Application/JSON")]
    [InlineData("application/json;")]
    [InlineData("application/json; =")]
    [InlineData("application/*")]
    [InlineData("*/*")]
    public async Task Json_is_recognised_whatever_the_parameters(string contentType)
    {
        var (data, _) = await ReadAsync(contentType, """{"title":"café"}"""u8.ToArray());
        Assert.Equal("café", data!["title"].Text);
    }

    [Fact]
    public async Task Invalid_UTF8_is_a_parse_error()
    {
        var (_, error) = await ReadAsync("application/json", [.. "{\"title\":\""u8, 0xff, .. "\"}"u8]);
        Assert.Equal(StatusCodes.Status400BadRequest, error!.Status);
        Assert.StartsWith("JSON parse error - ", error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("application/xml")]
    [InlineData("json")]
    [InlineData("")]
    public async Task An_unsupported_media_type_is_reported_as_it_was_sent(string contentType)
    {
        var (_, error) = await ReadAsync(contentType, "x"u8.ToArray());
        Assert.Equal(StatusCodes.Status415UnsupportedMediaType, error!.Status);
        Assert.Equal($"Unsupported media type \"{contentType}\" in request.", error.Detail);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("")]
    public async Task An_empty_body_has_no_fields_whatever_its_type(string contentType)
    {
        var (data, _) = await ReadAsync(contentType, []);
        Assert.Empty(data!.Fields);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_byte_more_than_a_mebibyte_is_too_large(bool announced)
    {
        var (_, error) = await ReadAsync("application/json", new byte[RequestBody.MaxBytes + 1], announced);
        Assert.Equal(StatusCodes.Status413PayloadTooLarge, error!.Status);
    }

    [Fact]
    public async Task A_mebibyte_is_not_too_large()
    {
        var body = Encoding.UTF8.GetBytes("{\"title\":\"" + new string('a', RequestBody.MaxBytes - 12) + "\"}");
        var (data, _) = await ReadAsync("application/json", body);
        Assert.Equal(RequestBody.MaxBytes, body.Length);
        Assert.NotNull(data);
    }

    [Fact]
    public async Task A_multipart_form_has_texts_and_files()
    {
        const string Body =
            "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\ncafé\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"i.png\"\r\nContent-Type: image/png\r\n\r\nPNG\r\n--b--\r\n";
        var (data, _) = await ReadAsync("multipart/form-data; boundary=b", Encoding.UTF8.GetBytes(Body));
        Assert.Equal(new FieldValue(FieldKind.Text, "café"), data!["title"]);
        Assert.Equal(FieldValue.Other, data["image"]);
    }

    [Theory]
    [InlineData("base64", "Y2Fmw6k=", "café")]
    [InlineData("Base64", "Y2Fm\r\nw6k=\r\n", "café")]
    [InlineData("base64", "not base64", "not base64")]
    [InlineData("8bit", "Y2Fmw6k=", "Y2Fmw6k=")]
    public async Task A_part_of_a_multipart_form_may_be_in_base64(string encoding, string text, string expected)
    {
        var body =
            $"--b\r\nContent-Disposition: form-data; name=\"title\"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{text}\r\n--b--\r\n";
        var (data, _) = await ReadAsync("multipart/form-data; boundary=b", Encoding.UTF8.GetBytes(body));
        Assert.Equal(new FieldValue(FieldKind.Text, expected), data!["title"]);
    }

    [Theory]
    [InlineData("multipart/form-data", "x")]
    [InlineData("multipart/form-data; boundary=\"\"", "x")]
    [InlineData("multipart/form-data; boundary=b", "x")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\ncut")]
    public async Task A_broken_multipart_form_is_a_parse_error(string contentType, string body)
    {
        var (_, error) = await ReadAsync(contentType, Encoding.UTF8.GetBytes(body));
        Assert.Equal(StatusCodes.Status400BadRequest, error!.Status);
        Assert.StartsWith("Multipart form parse error - ", error.Detail, StringComparison.Ordinal);
    }

    private static Task<(RequestData? Data, Admin.Api.Rest.Http.ApiError? Error)> ReadAsync(
        string contentType,
        byte[] body,
        bool announced = true
    )
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = contentType;
        request.ContentLength = announced ? body.Length : null;
        request.Body = new MemoryStream(body);
        return RequestBody.ReadAsync(request, CancellationToken.None);
    }
}
