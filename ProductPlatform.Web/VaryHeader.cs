using Microsoft.Net.Http.Headers;

namespace ProductPlatform.Web;

/// <summary>Tells caches which of a request's headers an answer depends on.</summary>
public static class VaryHeader
{
    public static void AddVary(this HttpResponse response, string name)
    {
        if (!response.Headers.GetCommaSeparatedValues(HeaderNames.Vary).Contains(name, StringComparer.OrdinalIgnoreCase))
            response.Headers.Append(HeaderNames.Vary, name);
    }
}
