using System.Security.Claims;
using Admin.Data.Auth;

namespace Admin.Api.Dashboard.Access;

/// <summary>
/// Answers that go on for minutes. Each ends when its session does or when its user may no longer see it, and a user has only so many at
/// once: the sessions of all of them are checked together, once a second.
/// </summary>
internal sealed partial class SessionStreams(
    IServiceScopeFactory scopes,
    IOptions<SessionLimits> limits,
    TimeProvider time,
    ILogger<SessionStreams> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _changing = new();
    private readonly HashSet<SessionStream> _open = [];

    /// <summary>Opens a stream for a signed-in user, to be disposed at its end; null when the user has too many already.</summary>
    internal SessionStream? Open(ClaimsPrincipal user, string permission)
    {
        var stream = new SessionStream(user.Id(), user.Session(), permission, Close);
        lock (_changing)
        {
            if (_open.Count(other => other.UserId == stream.UserId) < limits.Value.StreamsPerUser && _open.Add(stream))
                return stream;
        }

        stream.Dispose();
        return null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            SessionStream[] open;
            lock (_changing)
                open = [.. _open];
            try
            {
                foreach (var streams in open.GroupBy(stream => stream.Permission))
                    await EndAsync([.. streams], streams.Key, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // The edge of a round: while the database is unavailable the streams have nothing new to send.
                Log.CheckFailed(logger, exception.GetType().Name, exception.Message);
            }
        }
    }

    private async Task EndAsync(SessionStream[] streams, string permission, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var sessions = scope.ServiceProvider.GetRequiredService<Sessions>();
        var ids = streams.Select(stream => stream.Session).Distinct().ToList();
        var going = (await sessions.FindOpenAsync(ids, Permissions.Giving(permission), cancellationToken)).ToHashSet();
        // A user who is signed in without a session has none to end with.
        foreach (var stream in streams.Where(stream => stream.Session.Length > 0 && !going.Contains(stream.Session)))
            stream.End();
    }

    private void Close(SessionStream stream)
    {
        lock (_changing)
            _open.Remove(stream);
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "The sessions of open streams could not be checked and are checked again in a second: {Kind}: {Message}"
        )]
        internal static partial void CheckFailed(ILogger logger, string kind, string message);
    }
}

internal sealed class SessionStream(int userId, string session, string permission, Action<SessionStream> close) : IDisposable
{
    private readonly CancellationTokenSource _ended = new();

    internal int UserId => userId;

    internal string Session => session;

    internal string Permission => permission;

    internal CancellationToken Ended => _ended.Token;

    internal void End() => _ended.Cancel();

    public void Dispose() => close(this);
}
