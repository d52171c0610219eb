namespace ProductPlatform.AppHost.Servers;

/// <summary>The database server's program, and the one that initialises its data directory (MySQL's does it itself).</summary>
internal sealed record MySqlProgram(string Server, string? Initializer)
{
    public bool IsMariaDb => Initializer is not null;
}

/// <summary>The broker's programs.</summary>
internal sealed record RabbitMqProgram(string Server, string Control, string Epmd);

/// <summary>The server programs of this machine.</summary>
internal sealed record ServerPrograms(MySqlProgram MySql, RabbitMqProgram RabbitMq)
{
    // Debian's rabbitmq-server on the PATH is a wrapper that changes to the system's user: the folder of the real scripts comes first.
    // And daemons are installed where an ordinary user's PATH does not reach.
    private static readonly string[] Usual =
    [
        "/usr/lib/rabbitmq/bin",
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        "/usr/sbin",
        "/usr/local/sbin",
        "/usr/local/bin",
        "/usr/bin",
        "/usr/libexec",
    ];

    // Others that this machine has beside its own, such as newer versions (./test --servers): folders, as in PATH.
    private const string Others = "SERVER_PROGRAMS";

    /// <summary>Finds the programs, or says in one error which packages bring those that are missing.</summary>
    /// <exception cref="DistributedApplicationException">A server is not installed, or <c>SERVER_PROGRAMS</c> names folders without one.</exception>
    public static ServerPrograms Find() => Choose(Environment.GetEnvironmentVariable(Others), Usual);

    internal static ServerPrograms Choose(string? others, IReadOnlyList<string> usual)
    {
        var chosen = (others ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var (chosenMySql, chosenRabbitMq) = (FindMySql(chosen), FindRabbitMq(chosen));
        if (chosen.Length > 0 && chosenMySql is null && chosenRabbitMq is null)
        {
            throw new DistributedApplicationException(
                $"{Others} is '{others}', where there is neither a MySQL server (mysqld, or mariadbd with mariadb-install-db) nor RabbitMQ (rabbitmq-server, rabbitmqctl and epmd). Name the folders that have them."
            );
        }
        var mysql = chosenMySql ?? FindMySql(usual);
        var rabbitMq = chosenRabbitMq ?? FindRabbitMq(usual);
        if (mysql is not null && rabbitMq is not null)
            return new ServerPrograms(mysql, rabbitMq);

        string[] programs =
        [
            .. mysql is null ? ["a MySQL server (mysqld, or mariadbd with mariadb-install-db)"] : Array.Empty<string>(),
            .. rabbitMq is null ? ["RabbitMQ (rabbitmq-server and epmd)"] : Array.Empty<string>(),
        ];
        string[] packages =
        [
            .. mysql is null ? ["mariadb-server-core", "mariadb-client-core"] : Array.Empty<string>(),
            .. rabbitMq is null ? ["rabbitmq-server"] : Array.Empty<string>(),
        ];
        throw new DistributedApplicationException(
            $"""
            This machine lacks {string.Join(" and ", programs)}.
            On Debian or Ubuntu: apt-get install --no-install-recommends {string.Join(' ', packages)}
            (./run and ./test do that themselves.) Or set Servers to containers or external.
            """
        );
    }

    private static MySqlProgram? FindMySql(IReadOnlyList<string> folders) =>
        // Some systems have a mysqld that is MariaDB's: then the name to start it by is mariadbd.
        Find("mysqld", folders) is { } mysqld
        && !IsMariaDb(mysqld)
            ? new MySqlProgram(mysqld, null)
        : Find("mariadbd", folders) is { } mariadbd && Find("mariadb-install-db", folders) is { } installer
            ? new MySqlProgram(mariadbd, installer)
        : null;

    private static bool IsMariaDb(string program) =>
        Path.GetFileName(File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program)
            .StartsWith("mariadb", StringComparison.Ordinal);

    private static RabbitMqProgram? FindRabbitMq(IReadOnlyList<string> folders) =>
        Find("rabbitmq-server", folders) is { } server
        && Find("rabbitmqctl", [Path.GetDirectoryName(server)!]) is { } control
        && Find("epmd", folders) is { } epmd
            ? new RabbitMqProgram(server, control, epmd)
            : null;

    private static string? Find(string program, IReadOnlyList<string> folders) =>
        folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
