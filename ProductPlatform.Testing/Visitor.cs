using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Admin.Data.Users;

namespace ProductPlatform.Testing;

/// <summary>A browser without a screen: keeps cookies, sends forms with their token, follows nothing.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly CookieContainer _cookies;

    /// <param name="address">The Admin.Api that it visits.</param>
    /// <param name="certificate">The certificate that the server must have; null when it serves http.</param>
    /// <param name="user">The user.</param>
    /// <param name="cookies">Cookies shared with other visitors: it is one browser.</param>
    /// <param name="from">The loopback address that it comes from.</param>
    public Visitor(
        Uri address,
        X509Certificate2? certificate = null,
        User? user = null,
        CookieContainer? cookies = null,
        string? from = null
    )
    {
        User = user;
        _cookies = cookies ?? new CookieContainer();
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies };
        if (certificate is not null)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) =>
                shown?.GetCertHashString() == certificate.GetCertHashString();
        }

        if (from is not null)
        {
            handler.ConnectCallback = (context, cancellationToken) =>
                ConnectAsync(IPAddress.Parse(from), context.DnsEndPoint, cancellationToken);
        }

        Http = new HttpClient(handler) { BaseAddress = address };
    }

    public HttpClient Http { get; }

    /// <summary>The signed-in user.</summary>
    public User? User { get; }

    /// <summary>All the cookies as a request header, to be replayed by another client.</summary>
    public string CookieHeader => _cookies.GetCookieHeader(new Uri(Http.BaseAddress!, "/admin/"));

    /// <summary>Signs in and returns the redirect; null when it is refused.</summary>
    public async Task<string?> SignInAsync(string name, string password, string? next = null)
    {
        using var response = await PostAsync("/admin/login", ("username", name), ("password", password), ("next", next ?? ""));
        return response.Headers.Location?.ToString();
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(path);

    public async Task<string> ReadAsync(string path)
    {
        using var response = await GetAsync(path);
        return response.StatusCode == HttpStatusCode.OK
            ? await response.Content.ReadAsStringAsync()
            : throw new HttpRequestException($"{path} answered {(int)response.StatusCode}.", null, response.StatusCode);
    }

    public async Task<int> StatusAsync(string path)
    {
        using var response = await GetAsync(path);
        return (int)response.StatusCode;
    }

    /// <summary>Posts a form with a valid antiforgery token of the signed-in user.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        await PostWithoutTokenAsync(path, [.. fields, ("__RequestVerificationToken", await TokenAsync())]);

    public async Task<int> PostStatusAsync(string path, params (string Name, string Value)[] fields)
    {
        using var response = await PostAsync(path, fields);
        return (int)response.StatusCode;
    }

    public Task<HttpResponseMessage> PostWithoutTokenAsync(string path, params (string Name, string Value)[] fields) =>
        Http.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>The hidden value of a form's field.</summary>
    public async Task<string> FieldAsync(string path, string name)
    {
        var input = Inputs()
            .Matches(await ReadAsync(path))
            .Select(match => match.Value)
            .First(tag => tag.Contains($"name=\"{name}\"", StringComparison.Ordinal));
        return WebUtility.HtmlDecode(Values().Match(input).Groups[1].Value);
    }

    public void Dispose() => Http.Dispose();

    private static async ValueTask<Stream> ConnectAsync(IPAddress from, DnsEndPoint to, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(IPAddress.Parse(to.Host), to.Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Every page has a form with a token: the theme's.</summary>
    public async Task<string> TokenAsync()
    {
        using var response = await GetAsync("/admin/error/404");
        var input = Inputs()
            .Matches(await response.Content.ReadAsStringAsync())
            .Select(match => match.Value)
            .First(tag => tag.Contains("__RequestVerificationToken", StringComparison.Ordinal));
        return Values().Match(input).Groups[1].Value;
    }

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Values();
}
