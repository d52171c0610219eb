namespace Admin.Api.Dashboard.Users;

/// <summary>What a person calls the program that signed in, read from its <c>User-Agent</c>: enough to know one's own sessions
/// again.</summary>
internal static class BrowserName
{
    // In this order: each also names the ones after it, because it wants to be taken for them.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Version/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];

    internal static string Parse(string agent)
    {
        var (sign, name) = Browsers.FirstOrDefault(browser => agent.Contains(browser.Sign, StringComparison.Ordinal));
        if (name is null)
            return agent.Length > 0 ? agent : T("unknown");

        var begin = agent.IndexOf(sign, StringComparison.Ordinal) + sign.Length;
        var version = string.Concat(agent.Skip(begin).TakeWhile(char.IsAsciiDigit));
        var system = Systems.FirstOrDefault(known => agent.Contains(known.Sign, StringComparison.Ordinal)).Name;
        var browser = $"{name} {version}".TrimEnd();
        return system is null ? browser : T("{0} on {1}", browser, system);
    }
}
