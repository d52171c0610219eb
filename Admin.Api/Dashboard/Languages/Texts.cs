using Microsoft.AspNetCore.Html;

namespace Admin.Api.Dashboard.Languages;

/// <summary>What the dashboard's pages say. Texts are literals, so that a test finds those that a language lacks.</summary>
internal static class Texts
{
    private static readonly Translations Translations = new(typeof(Texts));

    /// <summary>A text in the request's language. One that is no literal was marked by <see cref="Translatable"/>, or is of Admin.Data's
    /// rules.</summary>
    internal static string T(string english) => Translations.Find(english);

    /// <inheritdoc cref="Translations.Format"/>
    internal static string T(string english, params ReadOnlySpan<object?> values) => Translations.Format(english, values);

    /// <inheritdoc cref="Translations.Count"/>
    internal static string Counted<TNumber>(TNumber count, string one, string many, params ReadOnlySpan<object?> values)
        where TNumber : IConvertible, IFormattable => Translations.Count(count, one, many, values);

    /// <inheritdoc cref="Translations.Markup"/>
    internal static IHtmlContent Markup(string english, params object[] values) => Translations.Markup(english, values);

    /// <summary>Says of a literal that it is given to <see cref="T(string)"/> later: in a table that is made before the language is
    /// known.</summary>
    internal static string Translatable(string english) => english;

    /// <inheritdoc cref="Translations.ForScripts"/>
    internal static IHtmlContent? ForScripts() => Translations.ForScripts();
}
