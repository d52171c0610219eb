using Main.Api.Http;
using Main.Api.Likes;
using Main.Api.OpenApi;
using Main.Api.Pages;
using Main.Api.Products;
using Main.Api.Users;
using Main.Data;
using ProductPlatform.ServiceDefaults;
using ProductPlatform.Web;

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
builder.AddApiDescription();
builder.AddStorefront();

var app = builder.Build();

app.UseProxies();
app.UseApiErrors();
app.UseHttpEdge();
app.UsePictures();
app.UseStorefront();
app.UseRateLimiter();

app.MapProducts();
app.MapLikes();
app.MapServiceStatus("/flask/api/health", "main");
app.MapApiDescription();
app.MapStaticAssets();
app.MapRazorPages().WithStaticAssets();
app.MapDefaultEndpoints();

app.Run();
