namespace Admin.Api.Rest.Input;

/// <summary>A required, trimmed text of a bounded length.</summary>
internal static class TextField
{
    internal const string Blank = "This field may not be blank.";

    internal static string Read(FieldValue value, out string[] errors)
    {
        var text = PythonText.Strip(value.Text);
        errors = value.Kind switch
        {
            FieldKind.Missing => ["This field is required."],
            FieldKind.Null => ["This field may not be null."],
            FieldKind.Other => ["Not a valid string."],
            _ when text.Length == 0 => [Blank],
            _ => [.. Faults(text)],
        };
        return text;
    }

    private static IEnumerable<string> Faults(string text)
    {
        if (PythonText.Length(text) > Product.MaxTextLength)
            yield return $"Ensure this field has no more than {Product.MaxTextLength} characters.";
        if (text.Contains('\0'))
            yield return "Null characters are not allowed.";
        if (PythonText.LoneSurrogate(text) is { } surrogate)
            yield return $"Surrogate characters are not allowed: U+{(int)surrogate:X}.";
    }
}
