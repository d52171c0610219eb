using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ProductPlatform.AppHost.Endpoints;

namespace ProductPlatform.AppHost.Servers;

/// <summary>The directory of a native RabbitMQ broker: its data, and what each start reads.</summary>
internal sealed class RabbitMqFiles(RabbitMqProgram program, string directory)
{
    private readonly int _distributionPort = Ports.Free();

    /// <summary>The port of the broker's own Erlang name server.</summary>
    public int EpmdPort { get; } = Ports.Free();

    /// <summary>The broker's command line tool; it needs <see cref="Environment"/> as its own.</summary>
    public string Control => program.Control;

    /// <summary>Where the running broker writes its process id.</summary>
    public string PidFile => In("server.pid");

    public IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string>
        {
            ["HOME"] = In("home"),
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            // The data belongs to this name; the name server is our own, so other brokers may have the same.
            ["RABBITMQ_NODENAME"] = "productplatform@localhost",
            ["RABBITMQ_MNESIA_BASE"] = In("data"),
            ["RABBITMQ_LOG_BASE"] = In("log"),
            ["RABBITMQ_CONFIG_FILE"] = In("rabbitmq.conf"),
            ["RABBITMQ_GENERATED_CONFIG_DIR"] = In("config"),
            ["RABBITMQ_SCHEMA_DIR"] = In("schema"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = In("enabled_plugins"),
            ["RABBITMQ_PID_FILE"] = PidFile,
            ["RABBITMQ_DIST_PORT"] = $"{_distributionPort}",
            ["ERL_EPMD_PORT"] = $"{EpmdPort}",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            // The broker's script starts helpers of Erlang's, which without this may start a name server that outlives everything.
            ["ERL_FLAGS"] = "-start_epmd false",
            // The tool listens too, for as long as it asks.
            ["RABBITMQ_CTL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
            // Loopback only, and no spinning while there is nothing to do.
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none",
        };

    public async Task PrepareAsync(int port, string password, CancellationToken cancellationToken)
    {
        await Leftover.EndAsync(PidFile, cancellationToken);
        foreach (var folder in new[] { "home", "data", "log", "config", "schema" })
            Directory.CreateDirectory(In(folder));

        var cookie = In("home/.erlang.cookie");
        if (!File.Exists(cookie))
            await PrivateFile.WriteAsync(cookie, RandomNumberGenerator.GetHexString(40), cancellationToken);
        await File.WriteAllTextAsync(In("enabled_plugins"), "[].\n", cancellationToken);
        await PrivateFile.WriteAsync(In("definitions.json"), Definitions(password), cancellationToken);
        await File.WriteAllTextAsync(
            In("rabbitmq.conf"),
            $"""
            listeners.tcp.1 = 127.0.0.1:{port}
            loopback_users = none
            load_definitions = {In("definitions.json")}
            log.console = true
            log.console.level = warning
            log.connection.level = error
            log.file = false
            disk_free_limit.absolute = 50MB
            vm_memory_high_watermark.absolute = 1GB
            raft.wal_max_size_bytes = 67108864

            """,
            cancellationToken
        );
    }

    // Read at every start, so that a changed password needs no thought; a default user would only be made at the first.
    private static string Definitions(string password) =>
        JsonSerializer.Serialize(
            new
            {
                users = BrokerAccount
                    .All.Select(account => User(account.Name, AccountPassword.For(account.Name, password), tags: ""))
                    .Prepend(User(NativeRabbitMqResource.UserName, password, tags: "administrator")),
                vhosts = new[] { new { name = "/" } },
                permissions = BrokerAccount
                    .All.Select(account => Permission(account.Name, BrokerAccount.Configure, account.Write, account.Read))
                    .Prepend(Permission(NativeRabbitMqResource.UserName, ".*", ".*", ".*")),
            }
        );

    private static object User(string name, string password, string tags)
    {
        var salt = RandomNumberGenerator.GetBytes(4);
        var hash = SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)]);
        return new
        {
            name,
            password_hash = Convert.ToBase64String([.. salt, .. hash]),
            hashing_algorithm = "rabbit_password_hashing_sha256",
            tags,
        };
    }

    private static object Permission(string user, string configure, string write, string read) =>
        new
        {
            user,
            vhost = "/",
            configure,
            write,
            read,
        };

    private string In(string name) => Path.Combine(directory, name);
}
