using Admin.Api.Dashboard;
using Admin.Api.Dashboard.Access;
using Admin.Api.Http;
using Admin.Api.Rest.Access;
using Admin.Api.Rest.Http;
using Admin.Api.Rest.OpenApi;
using Admin.Api.Rest.Products;
using Admin.Api.Rest.Users;
using ProductPlatform.ServiceDefaults;
using ProductPlatform.Web.InternalApi;
using ProductPlatform.Web.Management;

if (args is [Probe.Argument])
    return await Probe.RunAsync();

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults("admin");
builder.AddWebDefaults();
builder.AddAdminData();
builder.AddUsers();
builder.AddAdminPublishing();
builder.AddHttpEdge();
builder.AddProducts();
builder.AddWriteAccess();
builder.AddDashboardAccess();
builder.AddRateLimits();
builder.AddApiDescription();
builder.AddDashboard();

var app = builder.Build();

app.UseProxies();
app.UseSecurityHeaders();
app.UseListCopies();
app.UseDashboardRedirects();
app.UseApiErrors();
app.UseDashboardPages();

// After the error pages: a request that is executed again for one is routed again.
app.UseRouting();
app.UseHttpEdge();
app.UseNegotiation();
app.UsePictures();
app.UseRateLimiter();
app.UseAuthorization();

app.MapProducts();
app.MapUsers();
app.MapInternal().MapUserBatches();
app.MapServiceStatus("/api/health", "admin");
app.MapApiDescription("Admin API", credentials: TokenHandler.Bearer);
app.MapDashboard();
app.MapStaticAssets();
app.MapDefaultEndpoints();

app.Run();
return 0;
