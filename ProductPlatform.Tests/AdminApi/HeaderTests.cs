using System.Net.Sockets;
using System.Text;
using ProductPlatform.Testing.Servers;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.AdminApi;

/// <summary>Bytes that clients, and other applications' cookies, put into headers.</summary>
[Collection(AdminApiTests.Name)]
public sealed class HeaderTests(AdminApiFixture admin)
{
    private const string Preflight =
        "Origin: https://shop.example\r\nAccess-Control-Request-Method: GET\r\nAccess-Control-Request-Headers: ";

    [Theory]
    [InlineData("GET", "Cookie: name=Jos\u00e9", "200")]
    [InlineData("GET", "User-Agent: \u00e4\u00f6\u00fc", "200")]
    [InlineData("GET", "Accept: */*;q=1;name=\u00e9", "200")]
    [InlineData("GET", "X-Anything: \u00ff\u00fe", "200")]
    [InlineData("GET", "Origin: https://\u00e4", "200")]
    [InlineData("GET", "Authorization: Bearer \u00e4", "200")]
    [InlineData("OPTIONS", Preflight + "x-\u00e4", "204")]
    [InlineData("GET", "Cookie: name=a\0b", "400")]
    [InlineData("OPTIONS", Preflight + "x-a\0b", "400")]
    public async Task A_header_in_another_encoding_never_causes_a_server_error(string verb, string header, string expected) =>
        Assert.StartsWith($"HTTP/1.1 {expected}", await AskAsync(admin.Http.BaseAddress!, verb, header), StringComparison.Ordinal);

    [Fact]
    public async Task Main_accepts_it_too()
    {
        var servers = await ServerPair.SharedAsync();
        await using var app = MainApp.Start(
            await servers.CreateDatabaseAsync(),
            await servers.CreateVirtualHostAsync(),
            new Uri("http://127.0.0.1:9")
        );

        Assert.StartsWith(
            "HTTP/1.1 200",
            await AskAsync(app.ClientOptions.BaseAddress, "GET", "Cookie: name=Jos\u00e9"),
            StringComparison.Ordinal
        );
    }

    private static async Task<string> AskAsync(Uri address, string verb, string header)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await client
            .GetStream()
            .WriteAsync(Encoding.Latin1.GetBytes($"{verb} /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{header}\r\n\r\n"));
        return await new StreamReader(client.GetStream()).ReadToEndAsync();
    }
}
