using ProductPlatform.ServiceDefaults;

namespace Admin.Api.Rest.Access;

internal static class WriteAccessExtensions
{
    internal static void AddWriteAccess(this WebApplicationBuilder builder)
    {
        var isDefault = builder.Environment.IsDevelopment();
        builder
            .Services.AddOptions<ApiOptions>()
            .BindConfiguration(ApiOptions.SectionName)
            .PostConfigure(api => api.AnonymousWrites ??= isDefault)
            .ValidateOnStart();
        if (builder.Configuration.GetValue($"{ApiOptions.SectionName}:{nameof(ApiOptions.AnonymousWrites)}", isDefault))
            builder.Services.AddStartWarning("Anyone may create, change and delete products: Api:AnonymousWrites is true");
    }
}
