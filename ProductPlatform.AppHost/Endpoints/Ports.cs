using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ProductPlatform.AppHost.Endpoints;

/// <summary>Which ports the platform listens on.</summary>
internal static class Ports
{
    // The kernel hands out 32768 and up to clients: a server that starts later would collide there.
    private const int FirstFree = 20000;
    private const int LastFree = 32700;

    // A run that was killed leaves its services behind for a moment.
    private static readonly TimeSpan GivenBackWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// The configured port, else the usual one; where another program (another run, say) has the usual one and keeps it, a free one.
    /// </summary>
    public static async Task<int> HttpPortAsync(this IDistributedApplicationBuilder builder, string key, int usual)
    {
        if (builder.ConfiguredPort(key) is { } configured)
            return configured;
        if (builder.ExecutionContext.IsPublishMode)
            return usual;

        using var patience = new CancellationTokenSource(GivenBackWithin);
        using var timer = new PeriodicTimer(Pause);
        while (!IsFree(usual))
        {
            if (patience.IsCancellationRequested)
                return Free();
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
        return usual;
    }

    /// <summary>The configured port, else a free one.</summary>
    public static int ServerPort(this IDistributedApplicationBuilder builder, string key) => builder.ConfiguredPort(key) ?? Free();

    /// <summary>A port of the loopback interface that nobody listens on.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(FirstFree, LastFree);
            if (IsFree(port))
                return port;
        }
    }

    /// <summary>The configured port, if there is one.</summary>
    public static int? ConfiguredPort(this IDistributedApplicationBuilder builder, string key) => builder.Configuration[key] switch
    {
        null or "" => null,
        var text when int.TryParse(text, out var port) && port is > 0 and <= ushort.MaxValue => port,
        var text => throw new DistributedApplicationException($"{key} = '{text}' is not a port number."),
    };

    private static bool IsFree(int port) => IsFree(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || IsFree(IPAddress.IPv6Loopback, port));

    private static bool IsFree(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            // A machine without this loopback address (no IPv6) has nobody listening on it either.
            return true;
        }
    }
}
