namespace Main.Api.Rest.Users;

/// <summary>
/// Users for likes. They are fetched as many at once as likes used up of late, so that a rush of likes is not as many requests to Admin; none is handed out
/// that was picked more than two seconds ago. A single like, now and then, is a single question.
/// </summary>
internal sealed class UserSupply(IServiceScopeFactory scopes, IOptions<AdminUsersOptions> options, TimeProvider time)
{
    internal const int MostAtOnce = 256;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    // A timestamp of long ago.
    private const long Never = long.MinValue / 2;

    private readonly Lock _lock = new();
    private readonly Queue<int> _users = [];
    private long _pickedAt = Never;
    private int _atOnce = 1;
    private int _waiting;
    private Task<bool>? _fetching;

    private bool IsFresh => time.GetElapsedTime(_pickedAt) <= MaxAge;

    /// <summary>A user that is there already; null when none is.</summary>
    internal int? TryTake()
    {
        lock (_lock)
            return IsFresh && _users.TryDequeue(out var user) ? user : null;
    }

    /// <summary>A user, or null when Admin gives none, or when too many wait for it already.</summary>
    internal async Task<int?> TakeAsync(CancellationToken cancellationToken)
    {
        if (TakeOrFetch(out var fetching) is { } ready)
            return ready;

        if (Interlocked.Increment(ref _waiting) > options.Value.MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return null;
        }

        try
        {
            while (await fetching!.WaitAsync(cancellationToken))
            {
                if (TakeOrFetch(out fetching) is { } user)
                    return user;
            }

            return null;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private int? TakeOrFetch(out Task<bool>? fetching)
    {
        lock (_lock)
        {
            if (IsFresh && _users.TryDequeue(out var user))
            {
                fetching = null;
                return user;
            }

            if (_fetching is null)
            {
                // Used up in time: twice as many next time. Too old: half of them, or no more than one when likes are rare.
                _atOnce = IsFresh ? Math.Min(_atOnce * 2, MostAtOnce) : Math.Max(1, _users.Count > 0 ? _atOnce / 2 : 1);
                _users.Clear();
                _fetching = FetchAsync(_atOnce, Math.Max(1, _waiting));
            }

            fetching = _fetching;
            return null;
        }
    }

    /// <returns>Whether there are any.</returns>
    private async Task<bool> FetchAsync(int count, int needed)
    {
        // As if all were picked when Admin was asked.
        var pickedAt = time.GetTimestamp();
        IReadOnlyList<int> users = [];
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await Task.Yield();
            users = await scope.ServiceProvider.GetRequiredService<AdminUsers>().PickAsync(count, needed, CancellationToken.None);
        }
        finally
        {
            lock (_lock)
            {
                // After a failure one is asked for: who cannot give one is not asked for many.
                (_pickedAt, _atOnce) = users.Count > 0 ? (pickedAt, _atOnce) : (Never, 1);
                foreach (var user in users)
                    _users.Enqueue(user);
                _fetching = null;
            }
        }

        return users.Count > 0;
    }
}
