using Microsoft.AspNetCore.Html;

namespace Main.Api.Storefront.Languages;

/// <summary>What the shop's pages say. Texts are literals, so that a test finds those that a language lacks.</summary>
internal static class Texts
{
    private static readonly Translations Translations = new(typeof(Texts));

    /// <summary>A text in the request's language.</summary>
    internal static string T(string english) => Translations.Find(english);

    /// <inheritdoc cref="Translations.Format"/>
    internal static string T(string english, params ReadOnlySpan<object?> values) => Translations.Format(english, values);

    /// <inheritdoc cref="Translations.Count"/>
    internal static string Counted(int count, string one, string many) => Translations.Count(count, one, many);

    /// <inheritdoc cref="Translations.ForScripts"/>
    internal static IHtmlContent? ForScripts() => Translations.ForScripts();
}
