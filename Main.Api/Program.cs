using Main.Api.Http;
using Main.Api.Likes;
using Main.Api.OpenApi;
using Main.Api.Products;
using Main.Api.Users;
using Main.Data;
using ProductPlatform.ServiceDefaults;
using ProductPlatform.ServiceDefaults.Http;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults("main");
builder.AddMainData();
builder.AddMainPublishing();
builder.AddAdminUsers();
builder.AddHttpEdge();
builder.AddApiDescription();

var app = builder.Build();

app.UseApiErrors();
app.UseHttpEdge();
app.UsePictures();

app.MapProducts();
app.MapLikes();
app.MapServiceStatus("/flask/api/health", "main");
app.MapApiDescription();
app.MapDefaultEndpoints();

app.Run();
