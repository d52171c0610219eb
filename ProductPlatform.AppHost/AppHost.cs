using ProductPlatform.AppHost.Commands;
using ProductPlatform.AppHost.Endpoints;
using ProductPlatform.AppHost.Lifecycle;
using ProductPlatform.AppHost.Servers;
using ProductPlatform.Messaging.Contracts;

var builder = DistributedApplication.CreateBuilder(args);
builder.AddSettings();

Ports ports;
PlatformServers servers;
try
{
    ports = await Ports.ChooseAsync(builder);
    // MySQL with maindb and admindb, RabbitMQ: containers, native programs or servers elsewhere (configuration key Servers).
    servers = await PlatformServers.AddAsync(builder, ports);
}
catch (DistributedApplicationException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}

var adminPassword = builder.AddSecret("admin-password");
var internalSecret = builder.AddSecret("internal-secret");

// One-shot: bring both databases up to date; what uses a database waits for its migration.
var adminMigrate = builder
    .AddService<Projects.Admin_Worker>("admin-migrate")
    .WithArgs("migrate")
    .WithEnvironment("Admin__Password", adminPassword)
    .WithReference(servers.AdminDb)
    .WaitFor(servers.AdminDb);

var mainMigrate = builder
    .AddService<Projects.Main_Worker>("main-migrate")
    .WithArgs("migrate")
    .WithReference(servers.MainDb)
    .WaitFor(servers.MainDb);

var adminApi = builder
    .AddService<Projects.Admin_Api>("admin-api")
    .WithHttpEndpoint(ports.AdminApi)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithLinks(("/admin", "Dashboard"), ("/api/products", "Products"), ("/api/health", "Health"))
    .WithReference(servers.AdminDb)
    .WithBroker(servers, BrokerAccount.Admin)
    .WithEnvironment("Internal__Secret", internalSecret)
    .WithDemoDataCommands(servers.AdminDb)
    .WaitForCompletion(adminMigrate);

var mainWorker = builder
    .AddService<Projects.Main_Worker>("main-worker")
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithoutLinks()
    .WithReference(servers.MainDb)
    .WithBroker(servers, BrokerAccount.Main)
    .WaitFor(servers.Messaging)
    .WithEnvironment("Internal__Secret", internalSecret)
    .WithDeadLetterCommands(Topology.MainQueue, servers.Messaging)
    .WaitForCompletion(mainMigrate);

builder
    .AddService<Projects.Admin_Worker>("admin-worker")
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithoutLinks()
    .WithReference(servers.AdminDb)
    .WithBroker(servers, BrokerAccount.Admin)
    .WaitFor(servers.Messaging)
    .WithEnvironment("Internal__Secret", internalSecret)
    .WithReference(mainWorker)
    .WithDeadLetterCommands(Topology.AdminQueue, servers.Messaging)
    .WaitForCompletion(adminMigrate);

var mainApi = builder
    .AddService<Projects.Main_Api>("main-api")
    .WithHttpEndpoint(ports.MainApi)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithLinks(("/", "Shop"), ("/flask/api/products", "Products"), ("/flask/api/health", "Health"))
    .WithReference(servers.MainDb)
    .WithBroker(servers, BrokerAccount.Main)
    .WithEnvironment("Internal__Secret", internalSecret)
    .WithReference(adminApi)
    .WaitForCompletion(mainMigrate);

adminApi.WithStorefront(mainApi);
builder.AddStartupReport(shop: mainApi, dashboard: adminApi);
builder.AddOrderedStop();

await builder.Build().RunAsync();
return 0;
