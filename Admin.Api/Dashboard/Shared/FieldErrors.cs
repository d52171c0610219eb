using Admin.Api.Rest.Input;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Admin.Api.Dashboard.Shared;

/// <summary>What is wrong with a field, said to people; <c>/api</c> says the same by the rules of its clients.</summary>
internal static class FieldErrors
{
    internal static string Missing(string label) => T("{0} is missing.", label);

    internal static string TooLong(string label, int length, int limit) =>
        T("{0} is too long: {1} of {2} characters.", label, Times.Count(length), Times.Count(limit));

    internal static string Unprintable(string label) => T("{0} contains characters that cannot be saved.", label);

    /// <summary>Adds what is wrong with a text that must be there.</summary>
    internal static void CheckText(this ModelStateDictionary state, string field, string label, string? value, int limit)
    {
        if (string.IsNullOrEmpty(value))
            state.AddModelError(field, Missing(label));
        else if (value.Length > limit)
            state.AddModelError(field, TooLong(label, value.Length, limit));
        else if (value.Any(char.IsControl))
            state.AddModelError(field, Unprintable(label));
    }

    /// <summary>A sentence of the API about a product's title or picture, with the field's name and its length.</summary>
    internal static string OfText(string label, string? text, string sentence)
    {
        var length = PythonText.Length(PythonText.Strip(text ?? ""));
        return sentence == TextField.Blank ? Missing(label)
            : length > Product.MaxTextLength && sentence.Contains("no more than", StringComparison.Ordinal)
                ? TooLong(label, length, Product.MaxTextLength)
            : Unprintable(label);
    }

    /// <summary>A sentence of the API about a count.</summary>
    internal static string OfCount(string label, string sentence) =>
        sentence.Contains("greater", StringComparison.Ordinal) ? T("{0} cannot be less than 0.", label)
        : sentence.Contains("less", StringComparison.Ordinal) ? T("{0} cannot be more than {1}.", label, Times.Count(uint.MaxValue))
        : T("{0} must be a whole number.", label);
}
