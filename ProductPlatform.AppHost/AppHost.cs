using ProductPlatform.AppHost.DeadLetters;
using ProductPlatform.AppHost.Endpoints;
using ProductPlatform.AppHost.Ready;
using ProductPlatform.AppHost.Servers;
using ProductPlatform.Messaging;

var builder = DistributedApplication.CreateBuilder(args);

// MySQL with maindb and admindb, RabbitMQ: containers, native programs or servers elsewhere (configuration key Servers).
if (!PlatformServers.TryAdd(builder, out var servers, out var problem))
{
    await Console.Error.WriteLineAsync(problem);
    return 1;
}

var adminPort = await builder.HttpPortAsync("Ports:AdminApi", 8000);
var mainPort = await builder.HttpPortAsync("Ports:MainApi", 5000);
var adminPassword = builder.AddSecret("admin-password");

// One-shot: bring both databases up to date; whoever uses a database waits for its migration.
var adminMigrate = builder.AddService<Projects.Admin_Worker>("admin-migrate")
    .WithArgs("migrate")
    .WithEnvironment("Admin__Password", adminPassword)
    .WithReference(servers.AdminDb).WaitFor(servers.AdminDb);

var mainMigrate = builder.AddService<Projects.Main_Worker>("main-migrate")
    .WithArgs("migrate")
    .WithReference(servers.MainDb).WaitFor(servers.MainDb);

var adminApi = builder.AddService<Projects.Admin_Api>("admin-api")
    .WithHttpEndpoint(port: adminPort)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithFriendlyUrls(("/api/products", "Products"), ("/admin", "Admin"), ("/api/health", "Health"))
    .WithReference(servers.AdminDb)
    .WithReference(servers.Messaging).WaitFor(servers.Messaging)
    .WaitForCompletion(adminMigrate);

var mainWorker = builder.AddService<Projects.Main_Worker>("main-worker")
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithReference(servers.MainDb)
    .WithReference(servers.Messaging).WaitFor(servers.Messaging)
    .WithDeadLetters(Topology.MainQueue, servers.Messaging)
    .WaitForCompletion(mainMigrate);

builder.AddService<Projects.Admin_Worker>("admin-worker")
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithReference(servers.AdminDb)
    .WithReference(servers.Messaging).WaitFor(servers.Messaging)
    .WithReference(mainWorker)
    .WithDeadLetters(Topology.AdminQueue, servers.Messaging)
    .WaitForCompletion(adminMigrate);

var mainApi = builder.AddService<Projects.Main_Api>("main-api")
    .WithHttpEndpoint(port: mainPort)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithFriendlyUrls(("/flask/api/products", "Products"), ("/flask/api/health", "Health"))
    .WithReference(servers.MainDb)
    .WithReference(servers.Messaging).WaitFor(servers.Messaging)
    .WithReference(adminApi)
    .WaitForCompletion(mainMigrate);

// The dashboard links the storefront. Where it is deployed, only the operator knows the public address: Storefront:Address.
if (builder.ExecutionContext.IsRunMode)
    adminApi.WithEnvironment("Storefront__Address", mainApi.GetEndpoint("http"));

builder.AddReadyBanner("main-api", "main-worker", "admin-api", "admin-worker");

await builder.Build().RunAsync();
return 0;
