var builder = DistributedApplication.CreateBuilder(args);

builder.AddProject<Projects.Admin_Api>("admin-api");

builder.Build().Run();
