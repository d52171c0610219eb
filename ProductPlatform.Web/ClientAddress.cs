using System.Net;
using System.Net.Sockets;

namespace ProductPlatform.Web;

/// <summary>
/// Who a request comes from, for every limit and for the audit log: behind a proxy the client, where the configuration (<c>Proxy</c>) knows
/// the proxy. Of IPv6 it is the network: each client has a whole /64, and would be another one with each of its addresses.
/// </summary>
public static class ClientAddress
{
    private const int ClientPrefix = 64;

    /// <summary>The address, <c>192.0.2.1</c> or <c>2001:db8:0:1::/64</c>; empty where there is none.</summary>
    public static string From(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return "";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();

        return address.AddressFamily == AddressFamily.InterNetwork || IPAddress.IsLoopback(address)
            ? address.ToString()
            : new IPNetwork(address, ClientPrefix).ToString();
    }
}
