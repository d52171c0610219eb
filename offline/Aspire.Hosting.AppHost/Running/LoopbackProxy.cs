using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Running;

/// <summary>Passes connections on to the live replicas behind a port, one after the other.</summary>
internal sealed class LoopbackProxy : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TcpListener _listener;
    private readonly Func<IReadOnlyList<int>> _targets;
    private readonly Task _accepting;
    private uint _turn;

    private LoopbackProxy(int port, Func<IReadOnlyList<int>> targets)
    {
        _targets = targets;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public static LoopbackProxy Start(int port, Func<IReadOnlyList<int>> targets)
    {
        try
        {
            return new LoopbackProxy(port, targets);
        }
        catch (SocketException e)
        {
            throw new DistributedApplicationException($"The proxy cannot listen on port {port}: {e.Message}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = PassAsync(await _listener.AcceptTcpClientAsync(_stopping.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using (client)
        using (var target = await ConnectAsync())
        {
            if (target is null)
                return;

            try
            {
                var (here, there) = (client.GetStream(), target.GetStream());
                await Task.WhenAll(CopyAsync(here, there), CopyAsync(there, here));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or InvalidOperationException)
            {
                // One of the two is gone: so is the connection.
            }
        }
    }

    // A replica that does not answer is passed over: it may have died this moment.
    private async Task<TcpClient?> ConnectAsync()
    {
        var targets = _targets();
        for (var attempt = 0; attempt < targets.Count; attempt++)
        {
            var target = new TcpClient { NoDelay = true };
            try
            {
                await target.ConnectAsync(IPAddress.Loopback, targets[(int)(Interlocked.Increment(ref _turn) % targets.Count)], _stopping.Token);
                return target;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                target.Dispose();
            }
        }

        return null;
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        from.Socket.NoDelay = true;
        await from.CopyToAsync(to, _stopping.Token);
        to.Socket.Shutdown(SocketShutdown.Send);
    }
}
