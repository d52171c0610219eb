using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Admin.Data.Users;

/// <summary>What it costs to check a password: iterations of PBKDF2 with either hash function.</summary>
internal readonly record struct HashingWork(int Sha512, int Sha256)
{
    // The layout of Identity's hash, version 3: a byte 1, then as 32-bit numbers the function, the iterations and the length of the salt.
    private const byte Version = 1;
    private const int FunctionAt = 1;
    private const int IterationsAt = 5;
    private const int HeaderLength = 13;

    /// <summary>The work of checking a stored hash; none for what is no hash.</summary>
    internal static HashingWork Of(string? hash)
    {
        if (DjangoHash.Parse(hash) is { } imported)
            return new HashingWork(0, imported.Iterations);

        var bytes = new byte[hash?.Length ?? 0];
        if (hash is null || !Convert.TryFromBase64String(hash, bytes, out var length) || length <= HeaderLength || bytes[0] != Version)
            return default;

        var iterations = Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(IterationsAt)));
        return BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(FunctionAt)) == 2
            ? new HashingWork(iterations, 0)
            : new HashingWork(0, iterations);
    }

    /// <summary>Does what <paramref name="done"/> lacks of this and returns it.</summary>
    internal HashingWork Complete(HashingWork done, string password)
    {
        var rest = new HashingWork(Math.Max(0, Sha512 - done.Sha512), Math.Max(0, Sha256 - done.Sha256));
        Spend(rest.Sha512, HashAlgorithmName.SHA512, password);
        Spend(rest.Sha256, HashAlgorithmName.SHA256, password);
        return rest;
    }

    private static void Spend(int iterations, HashAlgorithmName function, string password)
    {
        if (iterations > 0)
            Rfc2898DeriveBytes.Pbkdf2(password, "no account has this salt"u8, iterations, function, DjangoHash.Length);
    }
}
