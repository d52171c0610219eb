using System.Net.Http.Headers;
using System.Text;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.AdminApi;

/// <summary>The steps of importing a file.</summary>
internal static class ImportSteps
{
    internal const string Import = "/admin/products/import";

    internal static Task<string> PreviewAsync(Visitor visitor, string file) => PreviewAsync(visitor, Encoding.UTF8.GetBytes(file));

    /// <summary>The previewed text, as a preview carries it on.</summary>
    internal static string Previewed(string preview) => preview.Split("name=\"previewed\" value=\"")[1].Split('"')[0];

    /// <summary>Previews, imports, and returns the page that says what was done.</summary>
    internal static async Task<string> ImportAsync(Visitor visitor, byte[] file)
    {
        var preview = await PreviewAsync(visitor, file);
        using var imported = await visitor.PostAsync(Import, ("previewed", Previewed(preview)), ("apply", "true"));
        return await visitor.ReadAsync(imported.Headers.Location!.ToString());
    }

    internal static async Task<string> PreviewAsync(Visitor visitor, byte[] file)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await visitor.FieldAsync(Import, "__RequestVerificationToken")), "__RequestVerificationToken" },
            {
                new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } },
                "file",
                "products.csv"
            },
        };
        using var response = await visitor.Http.PostAsync(Import, form);
        return System.Net.WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
    }
}
