using Microsoft.Extensions.Primitives;
using ProductPlatform.Web.Keys;

namespace ProductPlatform.Web.Cookies;

public sealed class CookieNaming
{
    private readonly string _prefix;
    private readonly string _suffix;

    private CookieNaming(string prefix, string suffix, string path) => (_prefix, _suffix, Path) = (prefix, suffix, path);

    public string Path { get; }

    public string NameOf(string name) => _prefix + name + _suffix;

    internal static CookieNaming For(HttpRequest request, string service, string path, PlatformId platform)
    {
        var whole = request.PathBase.Add(path).Value!;
        // Browsers take a name with __Host- for the path / alone.
        var prefix =
            !request.IsHttps ? ""
            : whole == "/" ? "__Host-"
            : "__Secure-";
        return new CookieNaming(prefix, $"-{service}{(platform.Value is { } id ? $"-{id}" : "")}", whole);
    }

    /// <summary>The request's cookies by their plain names. What only looks like one of them is left out.</summary>
    internal string Received(StringValues header, string[] names) =>
        string.Join(
            "; ",
            from line in header
            from pair in line.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            let end = pair.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? at : pair.Length
            let plain = PlainName(pair[..end])
            where plain is not null || !names.Any(name => pair.StartsWith(name, StringComparison.Ordinal))
            select (plain ?? pair[..end]) + pair[end..]
        );

    private string? PlainName(string name) =>
        name.Length > _prefix.Length + _suffix.Length
        && name.StartsWith(_prefix, StringComparison.Ordinal)
        && name.EndsWith(_suffix, StringComparison.Ordinal)
            ? name[_prefix.Length..^_suffix.Length]
            : null;
}
