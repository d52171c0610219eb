using System.Collections.Frozen;

namespace Admin.Data.Users;

/// <summary>
/// Passwords that are tried first. The list holds words; what people put after a word, and digits in place of letters, are seen through.
/// </summary>
internal static class CommonPasswords
{
    private static readonly FrozenSet<string> Words = Read();
    private static readonly Dictionary<char, char> Letters = new()
    {
        ['0'] = 'o',
        ['1'] = 'i',
        ['3'] = 'e',
        ['4'] = 'a',
        ['5'] = 's',
        ['7'] = 't',
        ['8'] = 'b',
        ['@'] = 'a',
        ['$'] = 's',
        ['!'] = 'i',
    };

    internal static bool Contains(string password)
    {
        var lower = password.ToLowerInvariant();
        var word = lower.TrimEnd("0123456789!?.,-_*#$%&+@ ".ToCharArray());
        return Words.Contains(lower)
            || Words.Contains(word)
            || Words.Contains(Plain(lower))
            || Words.Contains(Plain(word))
            || IsOnePattern(lower);
    }

    private static string Plain(string text) => string.Concat(text.Select(letter => Letters.GetValueOrDefault(letter, letter)));

    /// <summary>A few characters over and over, or a run along the alphabet or the digits.</summary>
    private static bool IsOnePattern(string text) =>
        text.Length > 0
        && (
            text.Distinct().Count() <= 2
            || text.Zip(text.Skip(1)).All(pair => pair.Second - pair.First == 1)
            || text.Zip(text.Skip(1)).All(pair => pair.First - pair.Second == 1)
            || (text.Length % 2 == 0 && text[..(text.Length / 2)] == text[(text.Length / 2)..] && text.Length <= 12)
        );

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}
