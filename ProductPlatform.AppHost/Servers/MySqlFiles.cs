using System.Diagnostics;
using Microsoft.Extensions.Logging;
using ProductPlatform.Database;

namespace ProductPlatform.AppHost.Servers;

/// <summary>The directory of a native MySQL server: its data, made at the first start, and what each start reads.</summary>
internal sealed partial class MySqlFiles(MySqlProgram program, string directory)
{
    private const string LogFileSize = "--innodb-log-file-size=64M";

    private string Data => Path.Combine(directory, "data");

    private string Temporary => Path.Combine(directory, "tmp");

    private string InitFile => Path.Combine(directory, "init.sql");

    /// <summary>Where the running server writes its process id.</summary>
    public string PidFile => Path.Combine(directory, "server.pid");

    public IEnumerable<string> Arguments(int port) =>
        [
            "--no-defaults",
            $"--datadir={Data}",
            $"--tmpdir={Temporary}",
            $"--pid-file={PidFile}",
            $"--init-file={InitFile}",
            "--bind-address=127.0.0.1",
            $"--port={port}",
            // No socket file: its path would be limited to 107 bytes.
            "--socket=",
            "--skip-name-resolve",
            "--skip-log-bin",
            "--character-set-server=utf8mb4",
            $"--collation-server={(program.IsMariaDb ? DatabaseCollation.MariaDb : DatabaseCollation.MySql)}",
            "--max-connections=500",
            "--performance-schema=OFF",
            .. program.IsMariaDb
                ? [LogFileSize, "--silent-startup"]
                : new[] { "--mysqlx=OFF", "--secure-file-priv=NULL", "--log-error-verbosity=2" },
            .. AsRoot,
        ];

    // As root both servers refuse to start unless told that this is meant.
    private static string[] AsRoot => Environment.IsPrivilegedProcess ? ["--user=root"] : [];

    /// <summary>Makes the data directory when it is not there yet, and the statements that every start runs before it answers.</summary>
    public async Task PrepareAsync(string password, IEnumerable<string> databases, ILogger logger, CancellationToken cancellationToken)
    {
        await Leftover.EndAsync(PidFile, cancellationToken);
        Directory.CreateDirectory(Temporary);
        if (!Directory.Exists(Data))
            await InitializeAsync(logger, cancellationToken);
        await PrivateFile.WriteAsync(InitFile, Statements(password, databases), cancellationToken);
    }

    // One statement a line. They repeat at every start, so a changed password and a new database need no thought.
    private static string Statements(string password, IEnumerable<string> databases)
    {
        var quoted = $"'{password.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
        return string.Join(
            '\n',
            [
                $"CREATE USER IF NOT EXISTS 'root'@'127.0.0.1' IDENTIFIED BY {quoted};",
                $"ALTER USER 'root'@'127.0.0.1' IDENTIFIED BY {quoted};",
                "GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;",
                $"ALTER USER 'root'@'localhost' IDENTIFIED BY {quoted};",
                .. databases.SelectMany(database => DatabaseStatements(database, AccountPassword.For(database, password))),
                "",
            ]
        );
    }

    // Each database has an account of its name, which may do everything in it, as migrations do, and nothing elsewhere.
    private static string[] DatabaseStatements(string database, string password) =>
        [
            $"CREATE DATABASE IF NOT EXISTS `{database}`;",
            $"CREATE USER IF NOT EXISTS '{database}'@'127.0.0.1' IDENTIFIED BY '{password}';",
            $"ALTER USER '{database}'@'127.0.0.1' IDENTIFIED BY '{password}';",
            $"GRANT ALL PRIVILEGES ON `{database.Replace("_", "\\_", StringComparison.Ordinal)}`.* TO '{database}'@'127.0.0.1';",
        ];

    private async Task InitializeAsync(ILogger logger, CancellationToken cancellationToken)
    {
        Log.Initializing(logger, Data);
        // Made beside its place and moved there when it is whole: a run killed in the middle leaves nothing that looks ready.
        var unfinished = $"{Data}.new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        string[] arguments = program.Initializer is null
            ? ["--no-defaults", "--initialize-insecure", $"--datadir={unfinished}", "--skip-log-bin", "--secure-file-priv=NULL", .. AsRoot]
            // Relative, as mariadb-install-db uses the directory without quotes where it gives it to a user.
            :
            [
                "--no-defaults",
                $"--datadir=./{Path.GetFileName(unfinished)}",
                "--skip-test-db",
                "--skip-name-resolve",
                LogFileSize,
                .. AsRoot,
            ];
        await RunAsync(program.Initializer ?? program.Server, arguments, cancellationToken);
        Directory.Move(unfinished, Data);
    }

    private async Task RunAsync(string command, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = directory,
            // A server that starts deletes every temporary table in its temporary directory: in the machine's it would take those of
            // a server that is just being installed. By the environment, as mariadb-install-db passes options on without quotes.
            Environment = { ["TMPDIR"] = Temporary },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new DistributedApplicationException($"{command} did not start.");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                throw new DistributedApplicationException(
                    $"{command} failed with exit code {process.ExitCode}:\n{await output}{await errors}"
                );
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "First start: making the data directory {Directory}")]
        public static partial void Initializing(ILogger logger, string directory);
    }
}
