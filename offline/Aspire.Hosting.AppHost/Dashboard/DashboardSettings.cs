using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>Where the page listens and who may see it, from the configuration keys that Aspire has for its own dashboard.</summary>
internal sealed record DashboardSettings(int Port, string Token, bool AllowAnonymous, string ApplicationName)
{
    public static string NewToken() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Only the port of ASPNETCORE_URLS counts: the page is for this machine and listens on loopback.</summary>
    public static DashboardSettings From(IConfiguration configuration)
    {
        var url = (configuration["ASPNETCORE_URLS"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(url => url.StartsWith("http://", StringComparison.OrdinalIgnoreCase));
        var port = url is not null && int.TryParse(url.TrimEnd('/').Split(':')[^1], out var number) ? number : 0;

        return new DashboardSettings(
            port,
            Read("FRONTEND_BROWSERTOKEN") ?? configuration["AppHost:BrowserToken"] ?? NewToken(),
            bool.TryParse(Read("UNSECURED_ALLOW_ANONYMOUS"), out var allow) && allow,
            configuration["AppHost:DashboardApplicationName"] ?? "Aspire");

        string? Read(string key) => configuration[$"ASPIRE_DASHBOARD_{key}"] ?? configuration[$"DOTNET_DASHBOARD_{key}"];
    }
}
