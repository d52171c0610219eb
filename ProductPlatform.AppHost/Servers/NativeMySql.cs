using Microsoft.Extensions.DependencyInjection;

namespace ProductPlatform.AppHost.Servers;

/// <summary>Adds a MySQL server that runs as a program of this machine.</summary>
internal static class NativeMySql
{
    public static IResourceBuilder<NativeMySqlResource> AddNativeMySql(
        this IDistributedApplicationBuilder builder,
        string name,
        MySqlProgram program,
        DataFolder data,
        IResourceBuilder<ParameterResource> password,
        int port
    )
    {
        var resource = new NativeMySqlResource(
            name,
            program,
            data.Subfolder(program.IsMariaDb ? $"{name}-mariadb" : $"{name}-mysql"),
            password.Resource
        );
        var server = builder
            .AddResource(resource)
            .WithEndpoint(port: port, scheme: "tcp", name: NativeMySqlResource.EndpointName, isProxied: false)
            .WithArgs([.. resource.Files.Arguments(port)])
            .OnBeforeResourceStarted(
                static async (mysql, started, cancellationToken) =>
                    await mysql.Files.PrepareAsync(
                        await mysql.Password.GetValueAsync(cancellationToken) ?? "",
                        mysql.Databases.Select(database => database.Name),
                        started.Services.GetRequiredService<ResourceLoggerService>().GetLogger(mysql),
                        cancellationToken
                    )
            )
            // A database has no process: it is there while its server is.
            .OnResourceReady(static (mysql, ready, _) => SetDatabasesAsync(mysql, ready.Services, KnownResourceStates.Running))
            .OnResourceStopped(static (mysql, stopped, _) => SetDatabasesAsync(mysql, stopped.Services, KnownResourceStates.Finished))
            .WithIconName("DatabaseMultiple")
            .ExcludeFromManifest();
        return server.WithAnswerCheck(new MySqlAnswers(resource));
    }

    public static IResourceBuilder<NativeMySqlDatabaseResource> AddDatabase(this IResourceBuilder<NativeMySqlResource> server, string name)
    {
        var database = new NativeMySqlDatabaseResource(name, server.Resource);
        server.Resource.Add(database);
        return server
            .ApplicationBuilder.AddResource(database)
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "MySqlDatabase", Properties = [] })
            .WithIconName("Database")
            .ExcludeFromManifest();
    }

    private static async Task SetDatabasesAsync(NativeMySqlResource server, IServiceProvider services, string state)
    {
        var notifications = services.GetRequiredService<ResourceNotificationService>();
        foreach (var database in server.Databases)
            await notifications.PublishUpdateAsync(database, snapshot => snapshot with { State = state });
    }
}
