using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Html;

namespace ProductPlatform.Web.Languages;

/// <summary>
/// The texts of a service's pages, in the request's language. The English text is the key, and stands in for a translation that is
/// missing.
/// </summary>
/// <param name="place">The type beside which the files are embedded, such as <c>de.json</c>.</param>
public sealed class Translations(Type place)
{
    private readonly ConcurrentDictionary<Language, TranslationFile> _files = new();

    public string Find(string english) => File?.Pages.GetValueOrDefault(english) ?? english;

    /// <summary>A text with values in the places of <c>{0}</c>, <c>{1}</c> and so on.</summary>
    public string Format(string english, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.CurrentCulture, Find(english), values);

    /// <summary>A text about a number of things, which stands in it as <c>{0}</c>; other values follow from <c>{1}</c>.</summary>
    /// <param name="one">The singular.</param>
    /// <param name="many">The plural.</param>
    public string Count<TNumber>(TNumber count, string one, string many, params ReadOnlySpan<object?> values)
        where TNumber : IConvertible, IFormattable =>
        Format(
            IsOne(count.ToDecimal(CultureInfo.InvariantCulture), one) ? one : many,
            [count.ToString("#,0", CultureInfo.CurrentCulture), .. values]
        );

    /// <summary>A text with markup in the places of its values: those that are <see cref="IHtmlContent"/> stay as they are, all else is
    /// encoded.</summary>
    public IHtmlContent Markup(string english, params object[] values) =>
        new HtmlContentBuilder().AppendFormat(CultureInfo.CurrentCulture, Find(english), values);

    /// <summary>The texts of the pages' scripts as JSON, by their English ones; null in English.</summary>
    public IHtmlContent? ForScripts() => File is { } file ? new HtmlString(JsonSerializer.Serialize(file.Scripts)) : null;

    /// <summary>In a language whose singular is used for zero as well, only a text that contains the number fits zero.</summary>
    private static bool IsOne(decimal count, string one) =>
        count == 1 || (Language.Current.IsSingular(count) && one.Contains("{0}", StringComparison.Ordinal));

    private TranslationFile? File =>
        Language.Current is var language && language == Language.English ? null : _files.GetOrAdd(language, Read);

    private TranslationFile Read(Language language)
    {
        using var file = place.Assembly.GetManifestResourceStream(place, $"{language.Code}.json")!;
        return JsonSerializer.Deserialize<TranslationFile>(file, JsonSerializerOptions.Web)!;
    }

    private sealed record TranslationFile(IReadOnlyDictionary<string, string> Pages, IReadOnlyDictionary<string, string> Scripts);
}
