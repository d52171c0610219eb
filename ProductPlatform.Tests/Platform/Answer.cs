using System.Net;

namespace ProductPlatform.Tests.Platform;

/// <summary>An answer as a client sees it: the status, the content type and the very bytes of the body as text.</summary>
public sealed record Answer(int Status, string? ContentType, string Body)
{
    public static async Task<Answer> OfAsync(HttpResponseMessage response) =>
        new((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync());

    /// <summary>Sends one request; a body goes with exactly the content type given, or without one.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        HttpClient http,
        string method,
        string path,
        string? body = null,
        string? contentType = "application/json",
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
            if (contentType is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await http.SendAsync(request);
    }

    public static async Task<Answer> GetAsync(
        HttpClient http,
        string method,
        string path,
        string? body = null,
        string? contentType = "application/json",
        params (string Name, string Value)[] headers
    )
    {
        using var response = await SendAsync(http, method, path, body, contentType, headers);
        return await OfAsync(response);
    }

    public static Answer Json(HttpStatusCode status, string body) => new((int)status, "application/json", body);
}
