using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Net.Http.Headers;

namespace ProductPlatform.Web;

/// <summary>What both APIs do at their edge: server limits, browsers from other origins, plain OPTIONS.</summary>
public static class HttpEdge
{
    private const long MaxBodyBytes = 16 * 1024 * 1024;
    private static readonly string[] ExposedHeaders = ["Retry-After", "Link", "ETag", "Location"];

    /// <summary>Sets the server's limits, the proxies in front (<c>Proxy</c>) and the CORS policy (<c>Cors:Origins</c>; any origin when
    /// empty).</summary>
    /// <exception cref="ConfigurationException">One of the sections cannot be used.</exception>
    public static void AddHttpEdge(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Above what any route reads, so that a client that sends too much reads our 413 instead of a reset connection.
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        // In Development the static files would get a route of their own for GET of any path: what has no GET would then be
        // not found instead of 405, and what is not there 405 instead of not found.
        builder.Configuration["DisableStaticAssetNotFoundRuntimeFallback"] = "true";
        // The serializer's web defaults would describe every number as "integer or string".
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(180));
        builder.AddProxies();
        var origins = ReadOrigins(builder.Configuration.GetSection("Cors:Origins"));
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => Allow(policy, origins)));
    }

    /// <summary>Tells browsers to come back over https only.</summary>
    public static void UseStrictTransport(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
    }

    public static void UseHttpEdge(this WebApplication app)
    {
        app.Use(AnswerOptionsAsync);
        // The dashboard signs in with a cookie: no other site may talk to it.
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/admin"),
            api =>
            {
                api.Use(VaryByOriginAsync);
                api.UseCors();
            }
        );
    }

    private static async Task AnswerOptionsAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(
            static state =>
            {
                var answer = (HttpResponse)state;
                answer.Headers.XContentTypeOptions = "nosniff";
                MakeRelative(answer);
                return Task.CompletedTask;
            },
            context.Response
        );
        await next(context);
        if (context.Response.StatusCode != StatusCodes.Status405MethodNotAllowed || context.Response.HasStarted)
            return;

        // Routing has just listed in Allow what the resource can do; that list is the answer to OPTIONS.
        context.Response.Headers.Allow = $"{context.Response.Headers.Allow}, {HttpMethods.Options}";
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
            context.Response.ContentLength = 0;
        }
    }

    /// <summary>
    /// Redirects stay where the client is. The framework's own name the host as the request does, and a request may say anything, or what a
    /// proxy calls this process.
    /// </summary>
    private static void MakeRelative(HttpResponse response)
    {
        var request = response.HttpContext.Request;
        var here = $"{request.Scheme}://{request.Host}";
        // Two slashes would begin another host.
        if (
            response.Headers.Location is [{ } location]
            && location.StartsWith(here + "/", StringComparison.OrdinalIgnoreCase)
            && location[here.Length..] is not ['/', '/', ..] and var path
        )
        {
            response.Headers.Location = path;
        }
    }

    /// <summary>The framework adds it only where it allows an origin: a cache would then give one origin's answer, or one without any, to
    /// another.</summary>
    private static Task VaryByOriginAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(
            static state =>
            {
                ((HttpResponse)state).AddVary(HeaderNames.Origin);
                return Task.CompletedTask;
            },
            context.Response
        );
        return next(context);
    }

    private static string[] ReadOrigins(IConfigurationSection section)
    {
        var origins = section.ReadList();
        return origins.FirstOrDefault(origin => origin != "*" && !HttpOrigin.TryParse(origin, out _)) is { } wrong
            ? throw new ConfigurationException(
                $"{section.Path}: '{wrong}' is not an origin such as https://shop.example; * stands for any."
            )
            : [.. origins.Select(origin => origin.TrimEnd('/'))];
    }

    private static void Allow(CorsPolicyBuilder policy, string[] origins)
    {
        policy.AllowAnyHeader().AllowAnyMethod().WithExposedHeaders(ExposedHeaders).SetPreflightMaxAge(TimeSpan.FromMinutes(10));
        if (origins.Length == 0 || origins.Contains("*"))
            policy.AllowAnyOrigin();
        else
            policy.WithOrigins(origins);
    }
}
