using Microsoft.Extensions.Options;

namespace Admin.Api.Rest.Access;

internal static class AuthSetup
{
    internal static void AddWriteAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ApiOptions>()
            .BindConfiguration(ApiOptions.SectionName)
            .PostConfigure(api => api.AnonymousWrites ??= builder.Environment.IsDevelopment())
            .ValidateOnStart();
        builder.Services.AddHostedService<OpenWritesWarning>();
    }
}

/// <summary>Says at start when anyone may write.</summary>
internal sealed partial class OpenWritesWarning(IOptions<ApiOptions> options, ILogger<OpenWritesWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.AnonymousWrites == true)
            Log.AnyoneMayWrite(logger);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Anyone may create, change and delete products: Api:AnonymousWrites is true")]
        internal static partial void AnyoneMayWrite(ILogger logger);
    }
}
