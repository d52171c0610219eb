using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

internal static class Password
{
    // No letters that look like digits, and no characters that a shell, a URI or a connection string would take amiss.
    private const string Lower = "abcdefghjkmnpqrstuvwxyz";
    private const string Upper = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Numeric = "0123456789";
    private const string Special = "-_.{}~()*+!";

    public static string Generate(GenerateParameterDefault rule)
    {
        (string Characters, bool Allowed, int Least)[] classes =
        [
            (Lower, rule.Lower, rule.MinLower), (Upper, rule.Upper, rule.MinUpper),
            (Numeric, rule.Numeric, rule.MinNumeric), (Special, rule.Special, rule.MinSpecial),
        ];
        if (classes.Any(c => !c.Allowed && c.Least > 0))
            throw new ArgumentException("A character class that is not allowed cannot be required.");

        var any = string.Concat(classes.Where(c => c.Allowed).Select(c => c.Characters));
        var required = classes.SelectMany(c => RandomNumberGenerator.GetItems<char>(c.Characters, c.Least)).ToList();
        var filler = RandomNumberGenerator.GetItems<char>(any, Math.Max(0, rule.MinLength - required.Count));
        char[] all = [.. required, .. filler];
        RandomNumberGenerator.Shuffle<char>(all);
        return new string(all);
    }
}
