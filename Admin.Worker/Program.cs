var builder = WebApplication.CreateBuilder(args);

var app = builder.Build();
app.MapGet("/ready", () => "ok");
app.Run();
