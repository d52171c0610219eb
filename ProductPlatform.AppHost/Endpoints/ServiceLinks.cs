using Microsoft.Extensions.Hosting;

namespace ProductPlatform.AppHost.Endpoints;

/// <summary>The links that the Aspire dashboard shows beside a service.</summary>
internal static class ServiceLinks
{
    /// <summary>Shows these pages, in Development the API reference too, in the resource list; other pages in the details.</summary>
    public static IResourceBuilder<ProjectResource> WithLinks(
        this IResourceBuilder<ProjectResource> service,
        (string Path, string Text) first,
        params (string Path, string Text)[] others
    )
    {
        service.WithUrlForEndpoint("http", url => (url.Url, url.DisplayText) = (first.Path, first.Text));
        if (service.ApplicationBuilder.Environment.IsDevelopment())
            service.WithUrlForEndpoint("http", _ => new ResourceUrlAnnotation { Url = "/scalar", DisplayText = "API reference" });
        foreach (var (path, text) in others)
        {
            service.WithUrlForEndpoint(
                "http",
                _ => new ResourceUrlAnnotation
                {
                    Url = path,
                    DisplayText = text,
                    DisplayLocation = UrlDisplayLocation.DetailsOnly,
                }
            );
        }

        return service;
    }

    /// <summary>
    /// Has the dashboard link the storefront. Where it is deployed, only the operator knows the public address: Storefront:Address.
    /// </summary>
    public static void WithStorefront(this IResourceBuilder<ProjectResource> dashboard, IResourceBuilder<ProjectResource> storefront)
    {
        if (dashboard.ApplicationBuilder.ExecutionContext.IsRunMode)
            dashboard.WithEnvironment("Storefront__Address", storefront.GetEndpoint("http"));
    }

    /// <summary>A worker has nothing for people to read: its address is in the details.</summary>
    public static IResourceBuilder<ProjectResource> WithoutLinks(this IResourceBuilder<ProjectResource> service) =>
        service.WithUrlForEndpoint("http", url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly);
}
