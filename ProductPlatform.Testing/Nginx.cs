using CliWrap;

namespace ProductPlatform.Testing;

/// <summary>A private nginx.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    // Daemons are installed where an ordinary user's PATH does not reach.
    private static readonly string[] Folders = ["/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin"];

    private ChildProcess? _process;

    /// <summary>Its own folder, which is deleted with it.</summary>
    internal string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("productplatform-nginx-").FullName;

    internal bool HasEnded => _process is { HasEnded: true };

    internal int Id => _process?.Id ?? throw new InvalidOperationException("Run it first.");

    private string Configuration => Path.Combine(Directory, "nginx.conf");

    /// <summary>Starts it; one that runs gets another configuration, and answers with the earlier one what it has begun.</summary>
    /// <param name="http">What its block <c>http</c> has beside paths.</param>
    internal void Run(string http)
    {
        File.WriteAllText(
            Configuration,
            $$"""
            daemon off;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            worker_processes 1;
            pid nginx.pid;
            events {}
            http {
                access_log off;
                client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                {{http}}
            }
            """
        );
        if (_process is null)
        {
            _process = new ChildProcess(
                Cli.Wrap(Folders.Select(folder => Path.Combine(folder, "nginx")).First(File.Exists))
                    .WithArguments(["-p", Directory, "-c", Configuration, "-e", Path.Combine(Directory, "error.log")])
            );
        }
        else
        {
            ProcessSignals.Send(_process.Id, ProcessSignal.HangUp);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}
