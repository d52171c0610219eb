using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Running;

/// <summary>
/// Free loopback ports, below those that the kernel hands out to clients. A port given to one AppHost is not given to another:
/// each is claimed by a name in the machine's abstract socket namespace, which vanishes with its owner.
/// </summary>
internal sealed class PortPool : IDisposable
{
    private const int First = 20_000;
    private const int Last = 32_700;

    private readonly List<Socket> _claims = [];
    private readonly Lock _gate = new();

    public int Take()
    {
        lock (_gate)
        {
            for (var attempt = 0; attempt < 1000; attempt++)
            {
                var port = Random.Shared.Next(First, Last);
                if (IsFree(port) && TryClaim(port))
                    return port;
            }
        }

        throw new DistributedApplicationException($"No free port was found between {First} and {Last}.");
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _claims.ForEach(c => c.Dispose());
            _claims.Clear();
        }
    }

    /// <summary>Whether nobody listens there, on this machine's loopback or on all addresses.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private bool TryClaim(int port)
    {
        if (!OperatingSystem.IsLinux())
            return true;

        var claim = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            claim.Bind(new UnixDomainSocketEndPoint($"\0aspire-port-{port}"));
            _claims.Add(claim);
            return true;
        }
        catch (SocketException)
        {
            claim.Dispose();
            return false;
        }
    }
}
