using Microsoft.AspNetCore.Hosting;
using ProductPlatform.Web.InternalApi;

namespace ProductPlatform.Web.Management;

public static class ManagementExtensions
{
    private const string Setting = $"{ManagementOptions.SectionName}:{nameof(ManagementOptions.Port)}";

    internal static void AddManagement(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<ManagementOptions>()
            .BindConfiguration(ManagementOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        // Endpoints in the section Kestrel replace all addresses: where there are some, the port is to be one of them.
        if (
            builder is WebApplicationBuilder web
            && web.Configuration.GetValue<int?>(Setting) is { } port
            && !web.Configuration.GetSection("Kestrel:Endpoints").Exists()
        )
        {
            web.WebHost.UseUrls([.. Addresses(web.Configuration), $"http://*:{port}"]);
        }
    }

    /// <summary>Answers 404 on another port than the configured one, and 401 without the configured key.</summary>
    public static TBuilder ForManagement<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
    {
        // Last: the framework makes the delegate of a route handler after the other conventions.
        endpoints.Finally(endpoint =>
        {
            var serve = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => Refuse(context) ? Task.CompletedTask : serve(context);
        });
        return endpoints;
    }

    internal static bool IsManagement(this HttpContext context) => IsOnPort(context) && HasKey(context);

    private static bool Refuse(HttpContext context)
    {
        if (!IsOnPort(context))
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (!HasKey(context))
            BearerSecret.Refuse(context.Response);
        else
            return false;

        return true;
    }

    // The connection's port: the one in the header Host is the sender's choice.
    private static bool IsOnPort(HttpContext context) => Options(context).Port is not { } port || context.Connection.LocalPort == port;

    private static bool HasKey(HttpContext context) => Options(context).Key is not { } key || BearerSecret.IsIn(context.Request, key);

    private static ManagementOptions Options(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<ManagementOptions>>().Value;

    /// <summary>The addresses that a process with this configuration listens on.</summary>
    internal static string[] Addresses(IConfiguration configuration)
    {
        string[] Split(string key) =>
            configuration[key]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        string[] addresses = Split(WebHostDefaults.ServerUrlsKey) is { Length: > 0 } urls
            ? urls
            :
            [
                .. Split(WebHostDefaults.HttpPortsKey).Select(port => $"http://*:{port}"),
                .. Split(WebHostDefaults.HttpsPortsKey).Select(port => $"https://*:{port}"),
            ];
        return addresses.Length > 0 ? addresses : ["http://localhost:5000"];
    }
}
