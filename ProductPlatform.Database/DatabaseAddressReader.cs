using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using ProductPlatform.ServiceDefaults;

namespace ProductPlatform.Database;

/// <summary>
/// Reads where the database is, in this order: the secret, its gaps filled from SQL_*; SQL_* alone; the connection string. Says in the log,
/// once per change, which of them it is and why not an earlier one.
/// </summary>
internal sealed partial class DatabaseAddressReader(
    string connectionName,
    DatabaseSecret secret,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<DatabaseAddressReader> logger
)
{
    private string? _saidSource;
    private string? _saidProblem;
    private string? _saidMissing;
    private long _problemSince;

    /// <summary>Why the secret is not used; null when it is, or none is configured.</summary>
    internal string? SecretProblem { get; private set; }

    /// <summary>How long ago the secret could not be read; zero when it could.</summary>
    internal TimeSpan ProblemAge => SecretProblem is null ? TimeSpan.Zero : time.GetElapsedTime(_problemSince);

    /// <summary>The address of the current secret; null when there is none.</summary>
    internal async Task<DatabaseAddress?> ReadAsync(CancellationToken cancellationToken)
    {
        if (secret.Name is not { } name)
        {
            SecretProblem = null;
            return null;
        }

        var reading = await secret.ReadAsync(DatabaseSecret.Current, cancellationToken);
        var address = Address(name, DatabaseSecret.Current, reading, out var problem);
        (SecretProblem, _problemSince) = (problem, time.GetTimestamp());
        if (IsNews(ref _saidProblem, problem))
            Log.SecretNotUsed(logger, name, secret.Region, problem!);

        return address is null ? null : Said(address);
    }

    /// <summary>The address of another stage of the secret; null when it has none, or none that is complete.</summary>
    internal async Task<DatabaseAddress?> ReadAsync(string stage, CancellationToken cancellationToken) =>
        secret.Name is { } name ? Address(name, stage, await secret.ReadAsync(stage, cancellationToken), out _) : null;

    /// <summary>The address without the secret.</summary>
    /// <exception cref="ConfigurationException">None is configured.</exception>
    internal DatabaseAddress Fallback()
    {
        var settings = DatabaseValues.Of(configuration);
        var connectionString = configuration.GetConnectionString(connectionName);
        if (settings.Missing.Count == 0)
        {
            if (settings.PortProblem is { } problem)
                throw new ConfigurationException($"{problem}.");

            return Said(DatabaseAddress.Of(settings, "SQL_*", fromSecret: false, configuration));
        }

        var missing = string.Join(", ", settings.Missing.Select(value => value.Setting));
        if (IsNews(ref _saidMissing, settings.IsEmpty ? null : missing))
            Log.SettingsIncomplete(logger, missing);

        return string.IsNullOrWhiteSpace(connectionString)
            ? throw new ConfigurationException(
                $"No database is configured. Set ConnectionStrings__{connectionName}; "
                    + $"or SQL_HOST, SQL_USER, SQL_PASSWORD and SQL_DATABASE{(settings.IsEmpty ? "" : $" (missing: {missing})")}; "
                    + "or SECRET_NAME to a secret of AWS Secrets Manager"
                    + $"{(SecretProblem is null ? "" : $" ('{secret.Name}' is not used: {SecretProblem})")}."
            )
            : Said(DatabaseAddress.Of(connectionString, $"ConnectionStrings__{connectionName}", configuration));
    }

    private DatabaseAddress? Address(string name, string stage, SecretReading reading, out string? problem)
    {
        problem = reading.Problem;
        if (reading.Values is not { } values)
            return null;

        var filled = values.FilledFrom(DatabaseValues.Of(configuration));
        if (filled.Missing is { Count: > 0 } missing)
        {
            problem =
                $"it lacks {string.Join(", ", missing.Select(value => value.InSecret))}: "
                + $"put it in, or set {string.Join(", ", missing.Select(value => value.Setting))}";
            return null;
        }

        if (filled.PortProblem is { } port)
        {
            problem = port;
            return null;
        }

        var part = values.Missing.Count == 0 ? "" : " with SQL_* for what it lacks";
        return DatabaseAddress.Of(filled, $"the secret '{name}' ({secret.Region}, {stage}){part}", fromSecret: true, configuration);
    }

    private DatabaseAddress Said(DatabaseAddress address)
    {
        if (IsNews(ref _saidSource, address.Source))
            Log.Source(logger, address.Source);

        return address;
    }

    private static bool IsNews(ref string? said, string? what) => Interlocked.Exchange(ref said, what) != what && what is not null;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The database is the one of {Source}.")]
        internal static partial void Source(ILogger logger, string source);

        [LoggerMessage(
            LogLevel.Warning,
            "The secret '{Secret}' ({Region}) is not used: {Problem}. An empty SECRET_NAME means that there is none to be read."
        )]
        internal static partial void SecretNotUsed(ILogger logger, string secret, string region, string problem);

        [LoggerMessage(LogLevel.Warning, "SQL_* is not used, because it is incomplete: set {Missing}.")]
        internal static partial void SettingsIncomplete(ILogger logger, string missing);
    }
}
