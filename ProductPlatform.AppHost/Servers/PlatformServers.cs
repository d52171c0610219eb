using System.Diagnostics.CodeAnalysis;
using ProductPlatform.AppHost.Endpoints;

namespace ProductPlatform.AppHost.Servers;

/// <summary>The two databases and the broker, wherever they come from.</summary>
internal sealed record PlatformServers(
    IResourceBuilder<IResourceWithConnectionString> MainDb,
    IResourceBuilder<IResourceWithConnectionString> AdminDb,
    IResourceBuilder<IResourceWithConnectionString> Messaging)
{
    private const string MainDbName = "maindb";
    private const string AdminDbName = "admindb";
    private const string MessagingName = "messaging";

    /// <summary>Adds the servers that configuration and machine call for; false with what a person should do when that is not possible.</summary>
    public static bool TryAdd(
        IDistributedApplicationBuilder builder,
        [NotNullWhen(true)] out PlatformServers? servers,
        [NotNullWhen(false)] out string? problem)
    {
        try
        {
            servers = ServerSource.Choose(builder, [MainDbName, AdminDbName, MessagingName]) switch
            {
                ServerSource.External => AddExternal(builder),
                ServerSource.Containers => AddContainers(builder),
                _ => AddNative(builder),
            };
            problem = null;
            return true;
        }
        catch (DistributedApplicationException error)
        {
            servers = null;
            problem = error.Message;
            return false;
        }
    }

    private static PlatformServers AddExternal(IDistributedApplicationBuilder builder) => new(
        builder.AddConnectionString(MainDbName),
        builder.AddConnectionString(AdminDbName),
        builder.AddConnectionString(MessagingName));

    private static PlatformServers AddContainers(IDistributedApplicationBuilder builder)
    {
        var mysql = builder
            .AddMySql("mysql", builder.AddSecret("mysql-password"), builder.ConfiguredPort("Ports:MySql"))
            .WithDataVolume();
        var messaging = builder
            .AddRabbitMQ(MessagingName, password: builder.AddSecret("messaging-password"), port: builder.ConfiguredPort("Ports:RabbitMQ"))
            .WithDataVolume()
            .WithManagementPlugin();
        return new(mysql.AddDatabase(MainDbName), mysql.AddDatabase(AdminDbName), messaging);
    }

    private static PlatformServers AddNative(IDistributedApplicationBuilder builder)
    {
        var programs = ServerPrograms.Find();
        var data = DataFolder.Take(builder);
        var mysql = builder.AddNativeMySql(
            "mysql", programs.MySql, data, builder.AddSecret("mysql-password"), builder.ServerPort("Ports:MySql"));
        var messaging = builder.AddNativeRabbitMq(
            MessagingName, programs.RabbitMq, data, builder.AddSecret("messaging-password"), builder.ServerPort("Ports:RabbitMQ"));
        return new(mysql.AddDatabase(MainDbName), mysql.AddDatabase(AdminDbName), messaging);
    }
}
