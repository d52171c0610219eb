using System.Globalization;
using Microsoft.AspNetCore.Http.Headers;

namespace ProductPlatform.Web.Languages;

/// <summary>A language of the pages: English is in the source, the others are in translation files.</summary>
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

    /// <summary>Its ISO 639-1 code, such as <c>de</c>.</summary>
    public string Code { get; }

    /// <summary>Its name in the language itself.</summary>
    public string Name { get; }

    /// <summary>The invariant culture with the name of this language and its group separator (InvariantGlobalization).</summary>
    public CultureInfo Culture { get; }

    /// <summary>The language of the request, by <see cref="CultureInfo.CurrentUICulture"/>.</summary>
    public static Language Current => Find(CultureInfo.CurrentUICulture.Name) ?? English;

    /// <summary>The language with this code; null when it is not supported.</summary>
    public static Language? Find(string? code) => All.FirstOrDefault(language => language.Code == code);

    /// <summary>The supported language that the browser prefers; English when there is none.</summary>
    public static Language From(HttpRequest request) =>
        Accepted(request).Select(accepted => Find(accepted.Split('-')[0].ToLowerInvariant())).OfType<Language>().FirstOrDefault()
        ?? English;

    /// <summary>The languages of the header Accept-Language, in order of preference.</summary>
    public static IEnumerable<string> Accepted(HttpRequest request) =>
        new RequestHeaders(request.Headers)
            .AcceptLanguage.Where(language => language.Quality is null or > 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString());

    /// <summary>Whether the singular is used for this count (Unicode CLDR, plural rules).</summary>
    public bool IsSingular(decimal count) => count == 1 || (Code == "fr" && count == 0);
}
