using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using CliWrap;
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
    private static readonly string[] Folders = ["/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin"];

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

    private readonly string _directory = Directory.CreateTempSubdirectory("productplatform-nginx-").FullName;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _kill = new();
    private readonly int _port = Ports.Free();
    private readonly X509Certificate2 _authority;
    private readonly CommandTask<CommandResult> _process;

    private NginxProxy(Uri service)
    {
        using var authority = new TestAuthority(_directory, "ca");
        var (certificate, key) = authority.Issue("server", $"*.{Domain}");
        _authority = X509CertificateLoader.LoadCertificateFromFile(authority.File);
        var configuration = Path.Combine(_directory, "nginx.conf");
        File.WriteAllText(configuration, Configuration(service, certificate, key));
        _process = Cli.Wrap(Folders.Select(folder => Path.Combine(folder, "nginx")).First(File.Exists))
            .WithArguments(["-p", _directory, "-c", configuration, "-e", Path.Combine(_directory, "error.log")])
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(_kill.Token, _stop.Token);
    }

    /// <summary>Starts one and waits until it listens.</summary>
    internal static async Task<NginxProxy> StartAsync(Uri service)
    {
        var proxy = new NginxProxy(service);
        Assert.True(
            await Eventually.GetAsync(proxy.ListensAsync, listens => listens || proxy._process.Task.IsCompleted),
            "nginx does not listen."
        );
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
        await _stop.CancelAsync();
        _kill.CancelAfter(TimeSpan.FromSeconds(30));
        try
        {
            await _process;
        }
        catch (OperationCanceledException)
        {
            // That is how it was asked to end.
        }

        _authority.Dispose();
        _stop.Dispose();
        _kill.Dispose();
        Directory.Delete(_directory, recursive: true);
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
        $$"""
            daemon off;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            worker_processes 1;
            pid nginx.pid;
            events {}
            http {
                access_log off;
                client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                ssl_certificate {{certificate}};
                ssl_certificate_key {{key}};
                {{string.Join(
                '\n',
                Kinds.Select(kind =>
                    $"server {{ listen 127.0.0.1:{_port} ssl; server_name {kind.Key}.{Domain}; location / {{ proxy_pass {service}; proxy_bind {Address}; {kind.Value} }} }}"
                )
            )}}
            }
            """;
}
