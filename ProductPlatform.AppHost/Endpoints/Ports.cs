using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ProductPlatform.AppHost.Endpoints;

/// <summary>
/// Chooses the ports that the platform listens on. A configured port that is in use is an error; a usual one is replaced by a free one, and
/// a line on the console says so.
/// </summary>
internal sealed class Ports
{
    // The kernel hands out 32768 and up to clients: a server that starts later would collide there.
    private const int FirstFree = 20000;
    private const int LastFree = 32700;
    private const string DashboardUrls = "ASPNETCORE_URLS";
    private const int UsualDashboard = 15080;
    private static readonly string[] OtlpEndpoints =
    [
        "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL",
        "DOTNET_DASHBOARD_OTLP_ENDPOINT_URL",
        "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL",
        "DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL",
    ];

    // A run that was killed leaves its processes behind for some seconds.
    private static readonly TimeSpan ReleasedWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly IDistributedApplicationBuilder _builder;
    private readonly HashSet<int> _chosen = [];
    private readonly DateTimeOffset _deadline = TimeProvider.System.GetUtcNow() + ReleasedWithin;

    private Ports(IDistributedApplicationBuilder builder) => _builder = builder;

    public int AdminApi { get; private set; }

    public int MainApi { get; private set; }

    // Tests let the orchestrator replace every port by a random one.
    private bool IsChecked => _builder.ExecutionContext.IsRunMode && _builder.Configuration["DcpPublisher:RandomizePorts"] is null;

    /// <summary>Chooses the ports of the services, and tells the Aspire dashboard its own.</summary>
    /// <exception cref="DistributedApplicationException">A configured port is no port, or is in use.</exception>
    public static async Task<Ports> ChooseAsync(IDistributedApplicationBuilder builder)
    {
        var ports = new Ports(builder);
        ports.AdminApi = await ports.UsualAsync("Ports:AdminApi", 8000, "admin-api");
        ports.MainApi = await ports.UsualAsync("Ports:MainApi", 5000, "main-api");
        await ports.TellDashboardAsync();
        return ports;
    }

    /// <summary>The configured port, else the usual one, else a free one.</summary>
    private async Task<int> UsualAsync(string key, int usual, string service)
    {
        if (await ConfiguredAsync(key) is { } configured)
            return configured;
        if (!IsChecked || await IsReleasedAsync(usual))
            return Chosen(usual);

        var free = Free();
        await Console.Out.WriteLineAsync($"Port {usual} is in use: {service} listens on port {free}. Set {key} to choose one.");
        return Chosen(free);
    }

    /// <summary>The configured port of a server, else a free one.</summary>
    public async Task<int> ServerAsync(string key) => await ConfiguredAsync(key) ?? Free();

    /// <summary>The configured port, if there is one.</summary>
    public async Task<int?> ConfiguredAsync(string key)
    {
        if (_builder.Configuration[key] is not { Length: > 0 } text)
            return null;
        if (!int.TryParse(text, out var port) || port is <= 0 or > ushort.MaxValue)
            throw new DistributedApplicationException($"{key} = '{text}' is not a port number.");
        if (IsChecked && !await IsReleasedAsync(port))
        {
            throw new DistributedApplicationException(
                $"Port {port} is in use. Stop the program that listens there, or set {key} to another port."
            );
        }

        return Chosen(port);
    }

    /// <summary>
    /// Tells the Aspire dashboard where to listen: Ports:Dashboard, else the address of the launch profile. Where telemetry arrives matters
    /// to no person: a free port.
    /// </summary>
    private async Task TellDashboardAsync()
    {
        if (!IsChecked)
            return;

        const string key = "Ports:Dashboard";
        var profile = _builder.Configuration[DashboardUrls]?.Split(';')[0] is { Length: > 0 } url ? BindingAddress(url) : null;
        var port = await UsualAsync(key, profile?.Port ?? UsualDashboard, "the Aspire dashboard");
        _builder.Configuration[DashboardUrls] = $"{profile?.Scheme ?? Uri.UriSchemeHttp}://localhost:{port}";

        if (OtlpEndpoints.All(endpoint => string.IsNullOrEmpty(_builder.Configuration[endpoint])))
            _builder.Configuration[OtlpEndpoints[0]] = $"http://localhost:{Free()}";
    }

    /// <summary>A port of the loopback interface that no program listens on.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(FirstFree, LastFree);
            if (IsFree(port))
                return port;
        }
    }

    private int Chosen(int port)
    {
        _chosen.Add(port);
        return port;
    }

    private static Uri BindingAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
            ? address
            : throw new DistributedApplicationException(
                $"{DashboardUrls} = '{url}' is not an address. Set it to one such as http://localhost:{UsualDashboard}."
            );

    /// <summary>Waits, for all ports together at most <see cref="ReleasedWithin"/>, until a port is free.</summary>
    private async Task<bool> IsReleasedAsync(int port)
    {
        if (_chosen.Contains(port))
            return false;
        if (IsFree(port))
            return true;
        if (TimeProvider.System.GetUtcNow() < _deadline)
            await Console.Out.WriteLineAsync($"Port {port} is in use: waiting, in case a run that was killed is about to release it.");
        using var timer = new PeriodicTimer(Pause);
        while (!IsFree(port))
        {
            if (TimeProvider.System.GetUtcNow() > _deadline)
                return false;
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
        return true;
    }

    private static bool IsFree(int port) =>
        IsFree(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || IsFree(IPAddress.IPv6Loopback, port));

    private static bool IsFree(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            // A machine without this loopback address (no IPv6) has no listener on it either.
            return true;
        }
    }
}
