using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ProductPlatform.Tests.Platform;

/// <summary>Programs under test on ports that the kernel chooses.</summary>
internal static class FreePort
{
    /// <summary>
    /// Starts the factory's program on Kestrel and a free loopback port; clients find it by <c>ClientOptions.BaseAddress</c>.
    /// </summary>
    /// <remarks>
    /// Not <c>UseKestrel(0)</c>: that sets the address after the host was built, while the program's own thread goes on and may have
    /// started the server already ("Addresses cannot be modified after the server has started").
    /// </remarks>
    internal static void StartOnFreePort<TMarker>(this WebApplicationFactory<TMarker> app, X509Certificate2? certificate = null)
        where TMarker : class
    {
        app.UseKestrel(
            (KestrelServerOptions options) =>
                options.Listen(
                    IPAddress.Loopback,
                    0,
                    listen =>
                    {
                        if (certificate is not null)
                            listen.UseHttps(certificate);
                    }
                )
        );
        app.StartServer();
    }
}
