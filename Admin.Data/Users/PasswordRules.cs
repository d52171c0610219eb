using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;

namespace Admin.Data.Users;

/// <summary>What a password must not be: short, common, a number, or like what is known about the user.</summary>
internal sealed partial class PasswordRules : IPasswordValidator<User>
{
    private const int MinLength = 8;
    private const double TooSimilar = 0.7;

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        var errors = Faults(user, password ?? "")
            .Select(sentence => new IdentityError { Code = "Password", Description = sentence })
            .ToArray();
        return Task.FromResult(errors.Length == 0 ? IdentityResult.Success : IdentityResult.Failed(errors));
    }

    internal static IEnumerable<string> Faults(User user, string password)
    {
        var known = new[] { ("username", user.UserName), ("name", user.Name), ("email address", user.Email) };
        foreach (var (label, value) in known)
        {
            if (value is not null && IsLike(password, value))
            {
                yield return $"The password is too similar to the {label}.";
                break;
            }
        }

        if (password.Length < MinLength)
            yield return $"This password is too short. It must contain at least {MinLength} characters.";
        if (CommonPasswords.Contains(password))
            yield return "This password is too common.";
        if (password.Length > 0 && password.All(char.IsDigit))
            yield return "This password is entirely numeric.";
    }

    /// <summary>Compares with the whole value and with each of its words.</summary>
    private static bool IsLike(string password, string value)
    {
        var secret = password.ToLowerInvariant();
        return Words()
            .Split(value.ToLowerInvariant())
            .Append(value.ToLowerInvariant())
            .Any(part => part.Length >= 3 && part.Length * 10 >= secret.Length && Similarity(secret, part) >= TooSimilar);
    }

    /// <summary>How many letters two texts share, whatever their order, as a part of both.</summary>
    private static double Similarity(string one, string other)
    {
        var letters = other.ToList();
        var shared = one.Count(letters.Remove);
        return 2.0 * shared / (one.Length + other.Length);
    }

    [GeneratedRegex(@"\W+")]
    private static partial Regex Words();
}
