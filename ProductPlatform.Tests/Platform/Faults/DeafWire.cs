using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ProductPlatform.Tests.Platform.Faults;

/// <summary>
/// A wire to the broker that swallows every <c>basic.cancel</c> the broker sends, so that a client is never told that its consumer is gone.
/// Frames and methods: AMQP 0-9-1, sections 2.3.5 and 1.8.
/// </summary>
internal sealed class DeafWire : IAsyncDisposable
{
    private const int HeaderLength = 7;
    private const byte MethodFrame = 1;
    private const uint BasicCancel = (60 << 16) | 30;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Uri _broker;
    private readonly Task _accepting;
    private int _swallowed;

    internal DeafWire(string broker)
    {
        _broker = new Uri(broker);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The broker's address over this wire.</summary>
    internal string Address =>
        new UriBuilder(_broker) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }
            .Uri
            .AbsoluteUri;

    /// <summary>How many notices were swallowed.</summary>
    internal int Swallowed => Volatile.Read(ref _swallowed);

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
                connections.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task CarryAsync(TcpClient accepted)
    {
        using var client = accepted;
        using var broker = new TcpClient();
        try
        {
            await broker.ConnectAsync(_broker.Host, _broker.Port, _ending.Token);
            await Task.WhenAny(
                client.GetStream().CopyToAsync(broker.GetStream(), _ending.Token),
                CarryFramesAsync(broker.GetStream(), client.GetStream())
            );
        }
        catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException)
        {
            // Either side hung up, and so does the other.
        }
    }

    private async Task CarryFramesAsync(NetworkStream from, NetworkStream to)
    {
        var header = new byte[HeaderLength];
        while (true)
        {
            await from.ReadExactlyAsync(header, _ending.Token);
            var frame = new byte[HeaderLength + BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(3)) + 1];
            header.CopyTo(frame, 0);
            await from.ReadExactlyAsync(frame.AsMemory(HeaderLength), _ending.Token);
            if (header[0] == MethodFrame && BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(HeaderLength)) == BasicCancel)
                Interlocked.Increment(ref _swallowed);
            else
                await to.WriteAsync(frame, _ending.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _ending.Dispose();
    }
}
