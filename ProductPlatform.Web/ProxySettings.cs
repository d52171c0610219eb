using System.Globalization;
using System.Net;

namespace ProductPlatform.Web;

/// <summary>
/// What stands in front of the APIs; configuration section <c>Proxy</c>. Without it nothing does, and what requests say of a proxy is
/// ignored. See docs/operations.md, "Behind a proxy".
/// </summary>
/// <param name="Known"><c>Proxy:KnownProxies</c> and <c>Proxy:KnownNetworks</c>: whose X-Forwarded-For and X-Forwarded-Proto are
/// believed.</param>
/// <param name="Hops"><c>Proxy:Hops</c>: how many proxies a request passes at most.</param>
/// <param name="PublicAddress"><c>Proxy:PublicAddress</c>: scheme and host under which clients reach this service, whatever a request
/// says.</param>
internal sealed record ProxySettings(IReadOnlyList<IPNetwork> Known, int Hops, Uri? PublicAddress)
{
    internal const string SectionName = "Proxy";

    private const string KnownProxies = "KnownProxies";
    private const string KnownNetworks = "KnownNetworks";
    private const int MaxHops = 10;

    /// <exception cref="ConfigurationException">A value is not what its key needs, or a key does not exist.</exception>
    internal static ProxySettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(SectionName);
        string[] keys = [KnownProxies, KnownNetworks, nameof(Hops), nameof(PublicAddress)];
        if (section.GetChildren().FirstOrDefault(child => !keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw new ConfigurationException($"{unknown.Path} does not exist: {SectionName} has {string.Join(", ", keys)}.");

        return new ProxySettings(
            [.. section.GetSection(KnownProxies).ReadList().Concat(section.GetSection(KnownNetworks).ReadList()).Select(ParseNetwork)],
            ParseHops(section[nameof(Hops)]),
            ParseAddress(section[nameof(PublicAddress)])
        );
    }

    private static IPNetwork ParseNetwork(string text)
    {
        if (IPAddress.TryParse(text, out var address))
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(text, out var network)
            ? network
            : throw new ConfigurationException(
                $"{SectionName}:{KnownProxies} or {SectionName}:{KnownNetworks}: "
                    + $"'{text}' is neither an address nor a network such as 10.0.0.0/8."
            );
    }

    private static int ParseHops(string? text) =>
        string.IsNullOrWhiteSpace(text) ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hops) && hops is > 0 and <= MaxHops ? hops
        : throw new ConfigurationException($"{SectionName}:{nameof(Hops)} = '{text}' is not a number from 1 to {MaxHops}.");

    private static Uri? ParseAddress(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : HttpOrigin.TryParse(text, out var address) ? address
        : throw new ConfigurationException(
            $"{SectionName}:{nameof(PublicAddress)} = '{text}' is not an address such as https://shop.example, without a path."
        );
}
