using System.Diagnostics;
using Aspire.Hosting;
using ProductPlatform.AppHost.Servers;

namespace ProductPlatform.Tests.AppHost;

public sealed class DataFolderTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("productplatform-").FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public void A_second_run_on_the_same_data_is_refused_with_what_to_do()
    {
        using var first = DataFolder.Take(_path);

        var error = Assert.Throws<DistributedApplicationException>(() => DataFolder.Take(_path));

        Assert.Contains("set DataDirectory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_run_takes_the_data_over()
    {
        DataFolder.Take(_path).Dispose();

        using var next = DataFolder.Take(_path);

        Assert.Equal(_path, next.Path);
    }

    [Fact]
    public void No_other_user_can_read_the_data()
    {
        using var folder = DataFolder.Take(Path.Combine(_path, "data"));

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            new DirectoryInfo(folder.Path).UnixFileMode
        );
    }

    [Fact]
    public async Task A_server_left_by_an_earlier_run_is_ended_before_the_next_starts()
    {
        var pidFile = Path.Combine(_path, "server.pid");
        using var leftover = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"sleep 600 # on {_path}\nexit 0"]))!;
        await File.WriteAllTextAsync(pidFile, $"{leftover.Id}\n");

        await Leftover.EndAsync(pidFile, CancellationToken.None);

        Assert.True(leftover.HasExited);
    }

    [Fact]
    public async Task Another_process_with_a_reused_id_is_not_ended()
    {
        var pidFile = Path.Combine(_path, "server.pid");
        using var stranger = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "sleep 600\nexit 0"]))!;
        await File.WriteAllTextAsync(pidFile, $"{stranger.Id}\n");

        await Leftover.EndAsync(pidFile, CancellationToken.None);

        var left = !stranger.HasExited;
        stranger.Kill(entireProcessTree: true);
        Assert.True(left);
    }
}
