using ProductPlatform.AppHost.Endpoints;

namespace ProductPlatform.AppHost.Servers;

/// <summary>The two databases and the broker, wherever they come from.</summary>
internal sealed record PlatformServers(
    IResourceBuilder<IResourceWithConnectionString> MainDb,
    IResourceBuilder<IResourceWithConnectionString> AdminDb,
    IResourceBuilder<IResourceWithConnectionString> Messaging
)
{
    private const string MainDbName = "maindb";
    private const string AdminDbName = "admindb";
    private const string MessagingName = "messaging";
    private const string MySqlPort = "Ports:MySql";
    private const string RabbitMqPort = "Ports:RabbitMQ";

    /// <summary>Adds the servers that configuration and machine call for.</summary>
    /// <exception cref="DistributedApplicationException">That is not possible; the message says what to do.</exception>
    public static async Task<PlatformServers> AddAsync(IDistributedApplicationBuilder builder, Ports ports)
    {
        string[] connections = [MainDbName, AdminDbName, MessagingName];
        var source = await ServerSource.ChooseAsync(builder, connections);
        if (builder.ExecutionContext.IsRunMode)
        {
            SettingsCheck.CheckPasswords(builder.Configuration);
            foreach (var line in SettingsCheck.FindIgnored(builder.Configuration, source, connections))
                await Console.Out.WriteLineAsync(line);
        }

        return source switch
        {
            ServerSource.External => AddExternal(builder),
            ServerSource.Containers => await AddContainersAsync(builder, ports),
            _ => await AddNativeAsync(builder, ports),
        };
    }

    private static PlatformServers AddExternal(IDistributedApplicationBuilder builder) =>
        new(builder.AddConnectionString(MainDbName), builder.AddConnectionString(AdminDbName), builder.AddConnectionString(MessagingName));

    private static async Task<PlatformServers> AddContainersAsync(IDistributedApplicationBuilder builder, Ports ports)
    {
        var mysql = builder
            .AddMySql("mysql", builder.AddSecret("mysql-password"), await ports.ConfiguredAsync(MySqlPort))
            // Data outlives a package update: the version of MySQL is fixed here, not by the package.
            .WithImageTag("9.5")
            .WithDataVolume();
        var messaging = builder
            .AddRabbitMQ(MessagingName, password: builder.AddSecret("messaging-password"), port: await ports.ConfiguredAsync(RabbitMqPort))
            .WithImageTag("4.3")
            .WithDataVolume()
            .WithManagementPlugin();
        return new(mysql.AddDatabase(MainDbName), mysql.AddDatabase(AdminDbName), messaging);
    }

    private static async Task<PlatformServers> AddNativeAsync(IDistributedApplicationBuilder builder, Ports ports)
    {
        var programs = ServerPrograms.Find();
        var data = DataFolder.Take(builder);
        var mysql = builder.AddNativeMySql(
            "mysql",
            programs.MySql,
            data,
            builder.AddSecret("mysql-password"),
            await ports.ServerAsync(MySqlPort)
        );
        var messaging = builder.AddNativeRabbitMq(
            MessagingName,
            programs.RabbitMq,
            data,
            builder.AddSecret("messaging-password"),
            await ports.ServerAsync(RabbitMqPort)
        );
        return new(mysql.AddDatabase(MainDbName), mysql.AddDatabase(AdminDbName), messaging);
    }
}
