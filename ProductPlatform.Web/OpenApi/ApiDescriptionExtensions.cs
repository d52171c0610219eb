using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ProductPlatform.Web.Management;
using Scalar.AspNetCore;

namespace ProductPlatform.Web.OpenApi;

/// <summary>The OpenAPI document, and in Development a page to read it and try it. The call of <c>AddOpenApi</c> stands in the API: its
/// source generator takes the descriptions from the comments of the project that calls it.</summary>
public static class ApiDescriptionExtensions
{
    public static void Describe(this OpenApiOptions options, string title, string description)
    {
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = title,
                    Version = "v1",
                    Description = description,
                };
                // HEAD answers wherever GET does; saying so on every path would only hide the rest.
                foreach (var path in document.Paths.Values)
                    path.Operations?.Remove(HttpMethod.Head);
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(DescribeIdAsync);
    }

    public static void MapApiDescription(this WebApplication app, string title)
    {
        app.MapOpenApi().ForManagement();
        if (app.Environment.IsDevelopment())
            app.MapScalarApiReference(page => page.WithTitle(title).DisableDefaultFonts());
    }

    /// <summary>The query of a list, which its handler reads for itself.</summary>
    public static void DescribePage(this RouteHandlerBuilder route, bool search = false) =>
        route.AddOpenApiOperationTransformer(
            async (operation, context, cancellationToken) =>
            {
                operation.Parameters ??= [];
                var integer = await context.GetOrCreateSchemaAsync(typeof(int), null, cancellationToken);
                operation.Parameters.Add(
                    InQuery("limit", "At most so many, 1 to 1000; a Link header then leads to the next page.", integer)
                );
                operation.Parameters.Add(InQuery("after", "Only ids greater than this one.", integer));
                if (!search)
                    return;

                var text = await context.GetOrCreateSchemaAsync(typeof(string), null, cancellationToken);
                operation.Parameters.Add(InQuery("search", "Only titles with this text in them.", text));
            }
        );

    /// <summary>Routes take any text as the id, because a wrong one is not found rather than refused.</summary>
    private static async Task DescribeIdAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var inPath = (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Path);
        foreach (var id in inPath)
            id.Schema = await context.GetOrCreateSchemaAsync(typeof(int), null, cancellationToken);
    }

    private static OpenApiParameter InQuery(string name, string description, IOpenApiSchema schema) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = description,
            Schema = schema,
        };
}
