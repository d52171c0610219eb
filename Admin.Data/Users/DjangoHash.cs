using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Admin.Data.Users;

/// <summary>A password's hash as Django writes it: <c>pbkdf2_sha256$iterations$salt$hash</c>.</summary>
internal sealed record DjangoHash(int Iterations, string Salt, byte[] Value)
{
    internal const int Length = 32;

    /// <summary>A row that was written elsewhere must not keep this process busy for minutes.</summary>
    internal const int MaxIterations = 10_000_000;

    internal const string Prefix = "pbkdf2_sha256$";

    /// <summary>Null when the text is no such hash.</summary>
    internal static DjangoHash? Parse(string? text)
    {
        var value = new byte[Length];
        return
            text is not null
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && text.Split('$') is [_, var iterations, { Length: > 0 } salt, var hash]
            && int.TryParse(iterations, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is > 0 and <= MaxIterations
            && Convert.TryFromBase64String(hash, value, out var length)
            && length == Length
            ? new DjangoHash(count, salt, value)
            : null;
    }

    internal bool Matches(string password) =>
        CryptographicOperations.FixedTimeEquals(
            Rfc2898DeriveBytes.Pbkdf2(password, Encoding.UTF8.GetBytes(Salt), Iterations, HashAlgorithmName.SHA256, Length),
            Value
        );
}
