using Main.Api.Rest;
using Main.Api.Rest.Likes;
using Main.Api.Rest.Products;
using Main.Api.Rest.Users;
using Main.Api.Storefront;
using ProductPlatform.ServiceDefaults;
using ProductPlatform.Web.Management;

if (args is [Probe.Argument])
    return await Probe.RunAsync();

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults("main");
builder.AddWebDefaults();
builder.AddMainData();
builder.AddMainPublishing();
builder.AddMainKeys();
builder.AddAdminUsers();
builder.AddHttpEdge();
builder.AddProducts();
builder.AddLikeLimits();
builder.Services.AddOpenApi(options =>
    options.Describe(
        "Main API",
        "The catalogue and its likes.",
        ("Products", "The catalogue, as Admin's events have it."),
        ("Likes", "A like is given by a user that Admin picks, once for each user and product.")
    )
);
builder.AddStorefront();

var app = builder.Build();

app.UseProxies();
app.UseStrictTransport();
app.UseListCopies();
app.UseApiErrors();
app.UseHttpEdge();
app.UsePictures();
app.UseStorefront();

// After the error pages: a request that is executed again for one is routed again.
app.UseRouting();
app.UseRateLimiter();

app.MapProducts();
app.MapLikes();
app.MapServiceStatus("/flask/api/health", "main");
app.MapApiDescription("Main API");
app.MapSitemap();
app.MapStaticAssets();
app.MapRazorPages().WithStaticAssets();
app.MapDefaultEndpoints();

app.Run();
return 0;
