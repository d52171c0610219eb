using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard;

/// <summary>Takes secrets out of what is shown: the values of secret parameters wherever they stand, and what is named like one.</summary>
internal sealed partial class SecretMask(DistributedApplicationModel model)
{
    public const string Mask = "••••••••";

    /// <summary>The values of the secret parameters that have one, longest first, so that one inside another leaves no rest.</summary>
    public async Task<IReadOnlyList<string>> ReadSecretsAsync(CancellationToken cancellationToken)
    {
        List<string> secrets = [];
        foreach (var parameter in model.Resources.OfType<ParameterResource>().Where(parameter => parameter.Secret))
        {
            if (await ReadAsync(parameter, cancellationToken) is { Length: > 0 } value) secrets.Add(value);
        }
        return [.. secrets.Concat(secrets.Select(Uri.EscapeDataString)).Distinct().OrderByDescending(value => value.Length)];
    }

    public static string Clean(string text, IReadOnlyList<string> secrets)
    {
        foreach (var secret in secrets) text = text.Replace(secret, Mask, StringComparison.Ordinal);
        text = UserInfo().Replace(text, $"$1{Mask}@");
        return PasswordPart().Replace(text, $"$1{Mask}");
    }

    public static string Clean(string name, string? value, IReadOnlyList<string> secrets)
    {
        if (string.IsNullOrEmpty(value)) return "";
        return SecretName().IsMatch(name) ? Mask : Clean(value, secrets);
    }

    private static async Task<string?> ReadAsync(ParameterResource parameter, CancellationToken cancellationToken)
    {
        try
        {
            return await parameter.GetValueAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is MissingParameterValueException or DistributedApplicationException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        "(^|[_:.-])(password|passwd|pwd|secret|token|api_?key|access_?key|credentials?|private_?key)"
        + "|(password|secret|token|apikey|accesskey)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex("(://[^/@:\\s]*:)[^/@\\s]+@")]
    private static partial Regex UserInfo();

    [GeneratedRegex("((?:password|pwd)\\s*=\\s*)[^;\\s]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PasswordPart();
}
