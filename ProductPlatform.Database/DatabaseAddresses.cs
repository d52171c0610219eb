using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ProductPlatform.Database;

/// <summary>
/// The database's address as it is now. Read once and kept; read again from time to time, and at once when the server refuses it.
/// </summary>
internal sealed partial class DatabaseAddresses(
    DatabaseAddressReader reader,
    IOptions<DatabaseSecretOptions> options,
    TimeProvider time,
    ILogger<DatabaseAddresses> logger
) : IDisposable
{
    /// <summary>Between two readings because of refusals: a password that is simply wrong must not become a flood of calls.</summary>
    private static readonly TimeSpan RefusalPause = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>Connection strings that the server refused since the secret last changed.</summary>
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    private volatile DatabaseAddress? _current;
    private volatile string? _trouble;
    private long? _lastRefusal;

    /// <summary>Null until the first reading.</summary>
    internal DatabaseAddress? Known => _current;

    /// <summary>The pause until the next reading.</summary>
    internal TimeSpan UntilRefresh => reader.SecretProblem is null ? options.Value.RefreshInterval : options.Value.RetryInterval;

    /// <summary>The address; waits only for the first reading, which a host has made before it serves.</summary>
    /// <exception cref="InvalidOperationException">None is configured.</exception>
    internal DatabaseAddress Get() => _current ?? GetAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc cref="Get"/>
    internal async Task<DatabaseAddress> GetAsync(CancellationToken cancellationToken)
    {
        if (_current is null)
            await RunAloneAsync(async () => _current ??= await SecretAsync(cancellationToken) ?? reader.Fallback(), cancellationToken);

        return _current!;
    }

    /// <summary>Reads again what may have changed. A secret that can no longer be read leaves the last good one in use.</summary>
    internal Task RefreshAsync(CancellationToken cancellationToken) =>
        RunAloneAsync(
            async () =>
            {
                var fresh = await reader.ReadAsync(cancellationToken) ?? (_current is { FromSecret: true } good ? good : reader.Fallback());
                if (!_refused.Contains(fresh.ConnectionString) && Use(fresh))
                    _refused.Clear();
            },
            cancellationToken
        );

    /// <summary>
    /// The server refused <paramref name="used"/>: finds out whether there is something newer. Many that ask at once ask once.
    /// </summary>
    internal async Task RefusedAsync(DatabaseAddress used, CancellationToken cancellationToken)
    {
        if (!ReferenceEquals(_current, used))
            return;

        await RunAloneAsync(
            async () =>
            {
                if (!ReferenceEquals(_current, used) || (_lastRefusal is { } last && time.GetElapsedTime(last) < RefusalPause))
                    return;

                _refused.Add(used.ConnectionString);
                if (await NewerAsync(cancellationToken) is not { } newer || !Use(newer))
                {
                    Report(
                        $"It refuses the user or the password of {used.Source}: correct them there or on the server; no restart is needed."
                    );
                }

                _lastRefusal = time.GetTimestamp();
            },
            cancellationToken
        );
    }

    /// <summary>Logs trouble with the server once, until it changes or ends.</summary>
    internal void Report(string trouble)
    {
        if (Interlocked.Exchange(ref _trouble, trouble) != trouble)
            Log.Trouble(logger, trouble);
    }

    /// <summary>A connection was opened: the trouble, if there was any, is over.</summary>
    internal void Accepted() => _trouble = null;

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>
    /// While a rotation is under way the server may already take the secret's next password, or still only the previous one. What was
    /// refused is not tried again before everything else was.
    /// </summary>
    private async Task<DatabaseAddress?> NewerAsync(CancellationToken cancellationToken)
    {
        if (await SecretAsync(cancellationToken) is not { } current)
            return _current is { FromSecret: true } ? null : reader.Fallback();

        if (!_refused.Contains(current.ConnectionString))
            return current;

        foreach (var stage in DatabaseSecret.Alternatives)
        {
            if (await reader.ReadAsync(stage, cancellationToken) is { } other && !_refused.Contains(other.ConnectionString))
                return other;
        }

        _refused.Clear();
        return current;
    }

    /// <summary>
    /// The secret's address. One that could not be read is left alone for a while, unless its last address is all there is.
    /// </summary>
    private async Task<DatabaseAddress?> SecretAsync(CancellationToken cancellationToken) =>
        _current is not { FromSecret: true } && reader.SecretProblem is not null && reader.ProblemAge < options.Value.RetryInterval
            ? null
            : await reader.ReadAsync(cancellationToken);

    /// <returns>False when it is what was in use before.</returns>
    private bool Use(DatabaseAddress address)
    {
        if (address.IsSameAs(_current))
            return false;

        _current = address;
        Log.Changed(logger, address.Source);
        return true;
    }

    private async Task RunAloneAsync(Func<Task> action, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await action();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The database's address or password has changed: new connections use {Source}.")]
        internal static partial void Changed(ILogger logger, string source);

        [LoggerMessage(LogLevel.Error, "The database server cannot be used. {Trouble}")]
        internal static partial void Trouble(ILogger logger, string trouble);
    }
}
