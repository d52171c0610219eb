using System.Diagnostics.Metrics;

namespace Admin.Api.Dashboard.Access;

/// <summary>Counts refused tries to sign in by their reason, for operators: many of them are passwords being guessed.</summary>
internal sealed class SignInMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _refused = meters
        .Create("ProductPlatform.SignIn")
        .CreateCounter<long>("signin.refused", "{try}", "Refused tries to sign in, by reason.");

    internal void Refused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
