using System.Text;

namespace Admin.Api.Rest.Input;

/// <summary>An optional count from 0 to 4294967295: 7, "7", 7.0, " 7 " and "7.00" are all seven.</summary>
internal static class CountField
{
    private const int MaxTextLength = 1000;

    internal static ulong Read(FieldValue value, bool isForm, out string[] errors)
    {
        errors = [];
        if (value.Kind == FieldKind.Missing || (isForm && value.Text.Length == 0 && value.Kind == FieldKind.Text))
            return 0;

        if (value.Kind == FieldKind.Null)
            errors = ["This field may not be null."];
        else if (value.Kind == FieldKind.Text && PythonText.Length(value.Text) > MaxTextLength)
            errors = ["String value too large."];
        else if (value.Kind == FieldKind.Other || ReadDigits(WithoutZeroFraction(value.Text)) is not { } number)
            errors = ["A valid integer is required."];
        else if (number.Negative && number.Digits.Length > 0)
            errors = ["Ensure this value is greater than or equal to 0."];
        else if (number.Digits.Length > 10 || ToCount(number.Digits) is > uint.MaxValue)
            errors = [$"Ensure this value is less than or equal to {uint.MaxValue}."];
        else
            return ToCount(number.Digits);

        return 0;
    }

    private static ulong ToCount(string digits) =>
        digits.Length == 0 ? 0 : ulong.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Takes away a trailing point, the zeros after it and white space: "7.00 " is "7", "7.5" stays.</summary>
    private static string WithoutZeroFraction(string text)
    {
        var end = text.Length;
        while (end > 0 && PythonText.IsSpace(text[end - 1]))
            end--;
        while (end > 0 && text[end - 1] == '0')
            end--;
        return end > 0 && text[end - 1] == '.' ? text[..(end - 1)] : text;
    }

    /// <summary>An integer literal as Python's <c>int()</c> reads it; digits without leading zeros, any script's made ASCII.</summary>
    private static (bool Negative, string Digits)? ReadDigits(string text)
    {
        text = PythonText.Strip(text);
        var negative = text.StartsWith('-');
        if (negative || text.StartsWith('+'))
            text = text[1..];

        var digits = new List<char>(text.Length);
        var afterDigit = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var digit = Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber ? (int)Rune.GetNumericValue(rune) : -1;
            if (digit < 0 && !(rune.Value == '_' && afterDigit))
                return null;

            afterDigit = digit >= 0;
            if (afterDigit)
                digits.Add((char)('0' + digit));
        }

        return afterDigit ? (negative, string.Concat(digits).TrimStart('0')) : null;
    }
}
