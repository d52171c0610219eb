using ProductPlatform.AppHost.Endpoints;

namespace ProductPlatform.Testing;

/// <summary>Ports for servers that a test, or a run of ./chaos, starts itself.</summary>
internal static class LoopbackPort
{
    internal static int Free() => Ports.Free();
}
