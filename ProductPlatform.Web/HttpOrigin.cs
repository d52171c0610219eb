using System.Diagnostics.CodeAnalysis;

namespace ProductPlatform.Web;

/// <summary>Settings that name where something is on the web: scheme, host and perhaps a port.</summary>
internal static class HttpOrigin
{
    private static readonly char[] Separators = [',', ';', ' '];

    /// <summary>Reads <c>https://shop.example:8443</c>; a slash at the end is allowed, a path is not.</summary>
    internal static bool TryParse(string text, [NotNullWhen(true)] out Uri? origin) =>
        Uri.TryCreate(text, UriKind.Absolute, out origin)
        && origin.Scheme is "http" or "https"
        && origin.Host.Length > 0
        && origin.PathAndQuery == "/"
        && origin.Fragment.Length == 0
        && origin.UserInfo.Length == 0;

    /// <summary>A setting of several values: each with a key of its own, or all in one, separated by commas, semicolons or
    /// spaces.</summary>
    internal static string[] ReadList(this IConfigurationSection section) =>
        [
            .. section
                .GetChildren()
                .Select(child => child.Value)
                .Append(section.Value)
                .SelectMany(value =>
                    (value ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                ),
        ];
}
