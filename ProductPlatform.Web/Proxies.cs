using Microsoft.AspNetCore.HttpOverrides;

namespace ProductPlatform.Web;

/// <summary>Finds out, behind proxies that the configuration knows, who the client is and what it asked for.</summary>
public static class Proxies
{
    private const string TrustEverybody = "ForwardedHeaders_Enabled";

    /// <summary>
    /// Takes back what ASPNETCORE_FORWARDEDHEADERS_ENABLED switches on, which Aspire and images set: the framework then believes what every
    /// sender says of itself, and limits by address are limits no more.
    /// </summary>
    internal static void TrustNoForwardedHeaders(this IHostApplicationBuilder builder)
    {
        if (!builder.Configuration.GetValue(TrustEverybody, false))
            return;

        builder.Configuration[TrustEverybody] = "false";
        builder.Services.AddStartWarning(
            "ASPNETCORE_FORWARDEDHEADERS_ENABLED is ignored, because it makes any sender's X-Forwarded-For count. "
                + "Set Proxy:KnownProxies or Proxy:KnownNetworks instead."
        );
    }

    internal static void AddProxies(this IHostApplicationBuilder builder)
    {
        var settings = ProxySettings.Read(builder.Configuration);
        builder.Services.AddSingleton(settings);
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            // Not the host: some proxies pass on what the client says of it. It is the Host header's, or the public address's.
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.ForwardLimit = settings.Hops;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in settings.Known)
                forwarded.KnownIPNetworks.Add(network);
        });
    }

    /// <summary>The first step of the pipeline: all others see the client's address and what it asked for.</summary>
    public static void UseProxies(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<ProxySettings>();
        if (settings.Known.Count > 0)
            app.UseForwardedHeaders();
        if (settings.PublicAddress is { } address)
        {
            var host = new HostString(address.Authority);
            app.Use(
                (context, next) =>
                {
                    (context.Request.Scheme, context.Request.Host) = (address.Scheme, host);
                    return next(context);
                }
            );
        }

        if (settings.PublicAddress is not null || app.Configuration["AllowedHosts"] is not (null or "" or "*"))
        {
            app.Use(
                (context, next) =>
                {
                    context.Features.Set(KnownHost.Instance);
                    return next(context);
                }
            );
        }
    }

    /// <summary>Whether the request's host is one that the operator named, and not just what the client says.</summary>
    internal static bool HasKnownHost(this HttpContext context) => context.Features.Get<KnownHost>() is not null;

    internal sealed class KnownHost
    {
        internal static readonly KnownHost Instance = new();
    }
}
