using ProductPlatform.Messaging.Connection;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Platform;

/// <summary>Declares what the platform declares, so that a test need not wait for it.</summary>
internal static class TopologyExtensions
{
    internal static async Task DeclareTopologyAsync(this Scenario scenario)
    {
        await using var channel = await scenario.OpenChannelAsync();
        await TopologyDeclaration.DeclareAsync(scenario.Connection, new MessagingOptions(), CancellationToken.None);
    }
}
