using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ProductPlatform.Web.InternalApi;
using ProductPlatform.Web.Management;

namespace ProductPlatform.Web;

/// <summary>What every process has in common as a server: workers serve probes and metrics, too.</summary>
public static class WebDefaultsExtensions
{
    private static readonly UTF8Encoding LenientUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    /// <summary>Adds what the server needs for any request, and restricts what is for operators and for the platform's own
    /// processes.</summary>
    public static TBuilder AddWebDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.TrustNoForwardedHeaders();
        // Cookies of other applications on the same host may hold any bytes: what is not UTF-8 must not cost the request.
        // And what an answer repeats of a request's headers must not either.
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
            (kestrel.RequestHeaderEncodingSelector, kestrel.ResponseHeaderEncodingSelector) = (
                static _ => LenientUtf8,
                static _ => LenientUtf8
            )
        );
        builder.AddManagement();
        builder.AddInternal();
        return builder;
    }

    /// <summary>Maps <c>/alive</c>, <c>/health</c> and <c>/metrics</c>, the same in every process.</summary>
    /// <exception cref="OptionsValidationException">An option is not valid. Left to the host's start, it would be logged with a stack
    /// first.</exception>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.Services.GetService<IStartupValidator>()?.Validate();
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics").ForManagement();
        return app;
    }
}
