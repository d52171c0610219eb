using System.Globalization;
using Microsoft.AspNetCore.Http.Headers;

namespace ProductPlatform.Web.Languages;

/// <summary>A language that pages are written in: English in the source, each other one in files of translations.</summary>
public sealed class Language
{
    public static readonly Language English = new("en", "English", ",");

    /// <summary>All of them, in the order of their names.</summary>
    public static readonly IReadOnlyList<Language> All =
    [
        new("de", "Deutsch", "."),
        English,
        new("es", "Español", "."),
        new("fr", "Français", "\u202F"),
    ];

    private Language(string code, string name, string groupSeparator)
    {
        (Code, Name) = (code, name);
        var culture = new CultureInfo(code);
        culture.NumberFormat.NumberGroupSeparator = groupSeparator;
        Culture = CultureInfo.ReadOnly(culture);
    }

    /// <summary>As HTML and browsers call it, such as <c>de</c>.</summary>
    public string Code { get; }

    /// <summary>What it calls itself.</summary>
    public string Name { get; }

    /// <summary>Says the language; of its conventions, it has only how numbers are grouped (InvariantGlobalization).</summary>
    public CultureInfo Culture { get; }

    /// <summary>That of the request, which its <see cref="CultureInfo.CurrentUICulture"/> says.</summary>
    public static Language Current => Find(CultureInfo.CurrentUICulture.Name) ?? English;

    /// <summary>The language of this code; null when pages are not written in it.</summary>
    public static Language? Find(string? code) => All.FirstOrDefault(language => language.Code == code);

    /// <summary>The one of these that the browser likes best.</summary>
    public static Language From(HttpRequest request) =>
        Accepted(request).Select(accepted => Find(accepted.Split('-')[0].ToLowerInvariant())).OfType<Language>().FirstOrDefault()
        ?? English;

    /// <summary>The languages that the browser asks for, the best liked first.</summary>
    public static IEnumerable<string> Accepted(HttpRequest request) =>
        new RequestHeaders(request.Headers)
            .AcceptLanguage.Where(language => language.Quality is null or > 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString());

    /// <summary>Whether so many things are said in the singular (Unicode CLDR, plural rules).</summary>
    public bool IsSingular(decimal count) => count == 1 || (Code == "fr" && count == 0);
}
