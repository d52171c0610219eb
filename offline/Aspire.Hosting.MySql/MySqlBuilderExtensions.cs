using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;

namespace Aspire.Hosting;

public static class MySqlBuilderExtensions
{
    public static IResourceBuilder<MySqlServerResource> AddMySql(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null
    )
    {
        var secret = password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password");
        var server = new MySqlServerResource(name, secret);
        return builder
            .AddResource(server)
            .WithEndpoint(port: port, targetPort: 3306, name: MySqlServerResource.PrimaryEndpointName)
            .WithImage("library/mysql", "9.5")
            .WithImageRegistry("docker.io")
            .WithIconName("DatabaseMultiple")
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["MYSQL_ROOT_PASSWORD"] = server.PasswordParameter;
            })
            .OnResourceReady(static (server, _, cancellationToken) => CreateDatabasesAsync(server, cancellationToken))
            .Checked(server);
    }

    public static IResourceBuilder<MySqlDatabaseResource> AddDatabase(
        this IResourceBuilder<MySqlServerResource> builder,
        string name,
        string? databaseName = null
    )
    {
        var database = new MySqlDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.Add(database);
        return builder.ApplicationBuilder.AddResource(database).Checked(database);
    }

    public static IResourceBuilder<MySqlServerResource> WithPassword(
        this IResourceBuilder<MySqlServerResource> builder,
        IResourceBuilder<ParameterResource> password
    )
    {
        builder.Resource.PasswordParameter = password.Resource;
        return builder;
    }

    public static IResourceBuilder<MySqlServerResource> WithDataVolume(
        this IResourceBuilder<MySqlServerResource> builder,
        string? name = null,
        bool isReadOnly = false
    ) => builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), "/var/lib/mysql", isReadOnly);

    public static IResourceBuilder<MySqlServerResource> WithDataBindMount(
        this IResourceBuilder<MySqlServerResource> builder,
        string source,
        bool isReadOnly = false
    ) => builder.WithBindMount(source, "/var/lib/mysql", isReadOnly);

    private static async Task CreateDatabasesAsync(MySqlServerResource server, CancellationToken cancellationToken)
    {
        await using var connection = new MySqlConnection(
            await ((IResourceWithConnectionString)server).GetConnectionStringAsync(cancellationToken)
        );
        await connection.OpenAsync(cancellationToken);
        foreach (var database in server.Databases.Values)
        {
            await using var command = new MySqlCommand(
                $"CREATE DATABASE IF NOT EXISTS {new MySqlCommandBuilder().QuoteIdentifier(database)}",
                connection
            );
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static IResourceBuilder<T> Checked<T>(this IResourceBuilder<T> builder, IResourceWithConnectionString resource)
        where T : IResource
    {
        var key = $"{resource.Name}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().AddCheck(key, new MySqlHealthCheck(resource));
        return builder.WithHealthCheck(key);
    }
}
