using System.Net.Http.Headers;
using Microsoft.AspNetCore.Routing;

namespace ProductPlatform.Web.InternalApi;

/// <summary>What the platform's processes ask each other: below <c>/internal</c>, with a shared secret.</summary>
public static partial class InternalExtensions
{
    private const string Root = "/internal";

    internal static void AddInternal(this IHostApplicationBuilder builder) =>
        builder
            .Services.AddOptions<InternalOptions>()
            .BindConfiguration(InternalOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();

    /// <summary>A group of routes that answers 401 without the secret. Where none is configured it is open in Development and closed
    /// elsewhere.</summary>
    public static RouteGroupBuilder MapInternal(this WebApplication app)
    {
        var secret = app.Services.GetRequiredService<IOptions<InternalOptions>>().Value.Secret;
        var isOpen = secret is null && app.Environment.IsDevelopment();
        if (secret is null && !isOpen)
            Log.Closed(app.Logger);

        var group = app.MapGroup(Root);
        group.AddEndpointFilter(
            (context, next) =>
            {
                if (isOpen || (secret is not null && BearerSecret.IsIn(context.HttpContext.Request, secret)))
                    return next(context);

                BearerSecret.Refuse(context.HttpContext.Response);
                return ValueTask.FromResult<object?>(Results.Empty);
            }
        );
        return group;
    }

    /// <summary>Sends the configured secret with every request.</summary>
    public static IHttpClientBuilder WithInternalSecret(this IHttpClientBuilder client) =>
        client.ConfigureHttpClient(
            (services, http) =>
            {
                if (services.GetRequiredService<IOptions<InternalOptions>>().Value.Secret is { } secret)
                    http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
            }
        );

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "Internal:Secret is not set: everything below /internal answers 401, so resync and reconcile do not work, and users for likes are "
                + "fetched one by one. Set it to the same in all processes and for the commands."
        )]
        internal static partial void Closed(ILogger logger);
    }
}
