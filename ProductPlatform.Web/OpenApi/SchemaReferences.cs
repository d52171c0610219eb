using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ProductPlatform.Web.OpenApi;

/// <summary>Types that a transformer names. Written out in each place, generators would make a type of each.</summary>
public static class SchemaReferences
{
    /// <summary>A reference to the type's schema, which is among the document's components then.</summary>
    public static async Task<IOpenApiSchema> ReferToAsync<T>(
        this OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        var (document, name) = (context.Document!, typeof(T).Name);
        if (document.Components?.Schemas?.ContainsKey(name) != true)
            document.AddComponent(name, await context.GetOrCreateSchemaAsync(typeof(T), null, cancellationToken));
        return new OpenApiSchemaReference(name, document);
    }
}
