using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ProductPlatform.Web.Management;
using Scalar.AspNetCore;

namespace Main.Api.Rest;

/// <summary>The OpenAPI document, and in Development a page to read it and try it.</summary>
internal static class ApiDescription
{
    internal static void AddApiDescription(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenApi(options =>
        {
            options.AddDocumentTransformer(
                (document, _, _) =>
                {
                    document.Info = new OpenApiInfo
                    {
                        Title = "Main API",
                        Version = "v1",
                        Description = "The catalogue and its likes.",
                    };
                    // HEAD answers wherever GET does; saying so on every path would only hide the rest.
                    foreach (var path in document.Paths.Values)
                        path.Operations?.Remove(HttpMethod.Head);
                    return Task.CompletedTask;
                }
            );
            options.AddOperationTransformer(DescribeIdAsync);
        });

    internal static void MapApiDescription(this WebApplication app)
    {
        app.MapOpenApi().ForManagement();
        if (app.Environment.IsDevelopment())
            app.MapScalarApiReference(page => page.WithTitle("Main API").DisableDefaultFonts());
    }

    internal static void DescribePage(this RouteHandlerBuilder route) =>
        route.AddOpenApiOperationTransformer(
            async (operation, context, cancellationToken) =>
            {
                var integer = await context.GetOrCreateSchemaAsync(typeof(int), null, cancellationToken);
                operation.Parameters ??= [];
                operation.Parameters.Add(
                    InQuery("limit", "At most so many, 1 to 1000; a Link header then leads to the next page.", integer)
                );
                operation.Parameters.Add(InQuery("after", "Only ids greater than this one.", integer));
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
