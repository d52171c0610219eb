using CliWrap;
using Npgsql;
using ProductPlatform.AppHost.Endpoints;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Import;

/// <summary>A private PostgreSQL on a free port of loopback, without anything durable.</summary>
internal sealed class PostgreSqlServer : IAsyncDisposable
{
    // It refuses to run as root; this user exists everywhere and owns nothing.
    private static readonly string[] AsNobody = ["--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"];

    private readonly string _directory = Directory.CreateTempSubdirectory("productplatform-postgresql-").FullName;
    private readonly int _port = Ports.Free();
    private ChildProcess? _process;

    internal string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=reader;Database=postgres;Pooling=false";

    internal static async Task<PostgreSqlServer> StartAsync()
    {
        var server = new PostgreSqlServer();
        try
        {
            await server.RunAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private async Task RunAsync()
    {
        var data = Path.Combine(_directory, "data");
        if (Environment.IsPrivilegedProcess)
            await Cli.Wrap("chown").WithArguments(["nobody:nogroup", _directory]).ExecuteAsync();
        await Command("initdb", "-D", data, "-U", "reader", "--auth=trust", "--no-sync", "--locale=C", "--encoding=UTF8").ExecuteAsync();
        _process = new ChildProcess(Command("postgres", "-D", data, "-h", "127.0.0.1", "-p", $"{_port}", "-k", _directory, "-F"));
        await Eventually.IsTrueAsync(AnswersAsync, "PostgreSQL answers");
    }

    private Command Command(string program, params string[] arguments)
    {
        var path = Directory
            .GetDirectories("/usr/lib/postgresql")
            .Select(version => Path.Combine(version, "bin", program))
            .First(File.Exists);
        var command = Environment.IsPrivilegedProcess
            ? Cli.Wrap("setpriv").WithArguments([.. AsNobody, path, .. arguments])
            : Cli.Wrap(path).WithArguments(arguments);
        return command.WithWorkingDirectory(_directory);
    }

    private async Task<bool> AnswersAsync()
    {
        Assert.False(_process!.HasEnded, "PostgreSQL ended.");
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
