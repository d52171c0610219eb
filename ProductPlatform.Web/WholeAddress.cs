namespace ProductPlatform.Web;

/// <summary>Addresses with scheme and host, for readers elsewhere: search engines, previews on other sites.</summary>
public static class WholeAddress
{
    /// <summary>A path of this service as clients reach it: by the name that the operator gave it (docs/decisions/0021), else the
    /// request's. What is no path of ours stays as it is.</summary>
    public static string Of(HttpRequest request, string address)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Host.HasValue && address is ['/', .. var rest] && !rest.StartsWith('/')
            ? $"{request.Scheme}://{request.Host.ToUriComponent()}{address}"
            : address;
    }

    /// <summary>Lets caches keep an answer with such addresses for an hour, but only where the host is not just what a client says.</summary>
    public static void Cache(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Headers.CacheControl = context.HasKnownHost() ? "public, max-age=3600" : "no-cache";
    }
}
