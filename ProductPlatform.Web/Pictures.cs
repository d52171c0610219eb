using Microsoft.Extensions.FileProviders;

namespace ProductPlatform.Web;

/// <summary>The pictures of the demonstration products, which both APIs show alike under <c>/pictures</c>.</summary>
public static class Pictures
{
    public static void UsePictures(this WebApplication app) =>
        app.UseStaticFiles(
            new StaticFileOptions
            {
                RequestPath = "/pictures",
                FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "pictures")),
                OnPrepareResponse = static picture => picture.Context.Response.Headers.CacheControl = "public, max-age=3600",
            }
        );
}
