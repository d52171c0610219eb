using System.Net.Sockets;
using System.Text;

namespace ProductPlatform.Tests.Platform;

/// <summary>Clients that ask for something, see that an answer begins, and read no further.</summary>
internal sealed class SlowReaders : IDisposable
{
    private readonly List<Socket> _sockets = [];

    private SlowReaders() { }

    /// <summary>Starts them all; each has the first bytes of its answer when this returns.</summary>
    /// <param name="address">The service.</param>
    /// <param name="path">What is asked for; more than what fits into the sockets' buffers.</param>
    /// <param name="count">How many.</param>
    /// <param name="cookies">The Cookie header.</param>
    /// <returns>The readers, and the start of the answers' status lines.</returns>
    public static async Task<(SlowReaders Readers, string[] Answers)> StartAsync(Uri address, string path, int count, string cookies = "")
    {
        var readers = new SlowReaders();
        return (readers, await Task.WhenAll(Enumerable.Range(0, count).Select(_ => readers.AskAsync(address, path, cookies))));
    }

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    private async Task<string> AskAsync(Uri address, string path, string cookies)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        lock (_sockets)
            _sockets.Add(socket);
        await socket.ConnectAsync(address.Host, address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nCookie: {cookies}\r\n\r\n"));
        var start = new byte["HTTP/1.1 200".Length];
        await new NetworkStream(socket).ReadExactlyAsync(start);
        return Encoding.ASCII.GetString(start);
    }
}
