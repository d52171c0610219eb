using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ProductPlatform.AppHost.Endpoints;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Platform;

/// <summary>
/// A real nginx that ends TLS in front of a service, with the headers that each kind of proxy sends: <c>https://nginx.shop.example</c> and
/// so on. It speaks to the service from an address of its own, as a proxy on another machine does.
/// </summary>
internal sealed class NginxProxy : IAsyncDisposable
{
    internal const string Address = "127.0.0.2";

    private const string Domain = "shop.example";
    private const string Forwarded =
        "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme; ";
    private const string KeepHost = "proxy_set_header Host $http_host; ";

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["nginx"] = KeepHost + Forwarded,
        ["traefik"] =
            KeepHost
            + Forwarded
            + "proxy_set_header X-Forwarded-Host $http_host; proxy_set_header X-Forwarded-Port $server_port; proxy_set_header X-Forwarded-Server traefik; proxy_set_header X-Real-Ip $remote_addr;",
        ["aws"] =
            KeepHost
            + Forwarded
            + "proxy_set_header X-Forwarded-Port $server_port; proxy_set_header X-Amzn-Trace-Id Root=1-67891233-abcdef012345678912345678;",
        ["kubernetes"] =
            KeepHost
            + "proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto $scheme; proxy_set_header X-Forwarded-Host $http_host; "
            + "proxy_set_header X-Forwarded-Port $server_port; proxy_set_header X-Forwarded-Scheme $scheme; proxy_set_header X-Scheme $scheme; proxy_set_header X-Real-IP $remote_addr;",
    };

    private readonly Nginx _nginx = new();
    private readonly int _port = Ports.Free();
    private readonly X509Certificate2 _authority;

    private NginxProxy(Uri service)
    {
        using var authority = new TestAuthority(_nginx.Directory, "ca");
        var (certificate, key) = authority.Issue("server", $"*.{Domain}");
        _authority = X509CertificateLoader.LoadCertificateFromFile(authority.File);
        _nginx.Run(Configuration(service, certificate, key));
    }

    /// <summary>Starts one and waits until it listens.</summary>
    internal static async Task<NginxProxy> StartAsync(Uri service)
    {
        var proxy = new NginxProxy(service);
        Assert.True(await Eventually.GetAsync(proxy.ListensAsync, listens => listens || proxy._nginx.HasEnded), "nginx does not listen.");
        return proxy;
    }

    /// <summary>A client at an address of its own, which trusts the proxy's certificate and follows nothing.</summary>
    internal HttpClient NewClient(string kind, string clientAddress) =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectCallback = async (_, cancellation) =>
                {
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    socket.Bind(new IPEndPoint(IPAddress.Parse(clientAddress), 0));
                    await socket.ConnectAsync(IPAddress.Loopback, _port, cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                },
                SslOptions =
                {
                    CertificateChainPolicy = new X509ChainPolicy
                    {
                        TrustMode = X509ChainTrustMode.CustomRootTrust,
                        CustomTrustStore = { _authority },
                        RevocationMode = X509RevocationMode.NoCheck,
                    },
                },
            }
        )
        {
            BaseAddress = new Uri($"https://{kind}.{Domain}"),
        };

    public async ValueTask DisposeAsync()
    {
        await _nginx.DisposeAsync();
        _authority.Dispose();
    }

    private async Task<bool> ListensAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string Configuration(Uri service, string certificate, string key) =>
        $"""
            ssl_certificate {certificate};
            ssl_certificate_key {key};
            {string.Join('\n', Kinds.Select(kind => Server(kind.Key, kind.Value, service)))}
            """;

    private string Server(string kind, string headers, Uri service) =>
        $$"""server { listen 127.0.0.1:{{_port}} ssl; server_name {{kind}}.{{Domain}}; location / { proxy_pass {{service}}; proxy_bind {{Address}}; {{headers}} } }""";
}
