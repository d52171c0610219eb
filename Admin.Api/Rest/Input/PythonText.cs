namespace Admin.Api.Rest.Input;

/// <summary>Text and numbers by the rules of the pair's language, where .NET's differ.</summary>
internal static class PythonText
{
    // Python counts the four ASCII separators as white space, .NET does not.
    internal static bool IsSpace(char character) => char.IsWhiteSpace(character) || character is >= '\x1c' and <= '\x1f';

    internal static string Strip(string text)
    {
        int start = 0,
            end = text.Length;
        while (start < end && IsSpace(text[start]))
            start++;
        while (end > start && IsSpace(text[end - 1]))
            end--;
        return text[start..end];
    }

    /// <summary>The length in code points; a lone surrogate counts as one.</summary>
    internal static int Length(string text)
    {
        var pairs = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
            {
                pairs++;
                i++;
            }
        }

        return text.Length - pairs;
    }

    /// <summary>The first surrogate that is not half of a pair, if any.</summary>
    internal static char? LoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return text[i];
            i++;
        }

        return null;
    }

    /// <summary>What <c>str()</c> makes of a JSON number: an integer's own digits, a float in its shortest form.</summary>
    internal static string FromNumber(string json)
    {
        if (json.AsSpan().IndexOfAny('.', 'e', 'E') < 0)
            return json == "-0" ? "0" : json;

        var value = double.Parse(json, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsInfinity(value))
            return value > 0 ? "inf" : "-inf";

        // .NET finds the same shortest digits but places the point by other rules: take the digits and place it again.
        var parts = value.ToString("R", CultureInfo.InvariantCulture).TrimStart('-').Split('E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var written = parts[0].Replace(".", "", StringComparison.Ordinal);
        var digits = written.TrimStart('0');
        var exponent =
            (point < 0 ? written.Length : point)
            - 1
            - (written.Length - digits.Length)
            + (parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0);
        var sign = double.IsNegative(value) ? "-" : "";
        return sign + (digits.Length == 0 ? "0.0" : Place(digits.TrimEnd('0'), exponent));
    }

    private static string Place(string digits, int exponent) =>
        exponent switch
        {
            < -4 or >= 16 =>
                $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}",
            < 0 => "0." + new string('0', -exponent - 1) + digits,
            _ when digits.Length <= exponent + 1 => digits.PadRight(exponent + 1, '0') + ".0",
            _ => $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}",
        };
}
