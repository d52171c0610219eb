using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ProductPlatform.Web.Management;
using Scalar.AspNetCore;

namespace Admin.Api.Rest.OpenApi;

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
                        Title = "Admin API",
                        Version = "v1",
                        Description = "Products and users.",
                    };
                    // HEAD answers wherever GET does; saying so on every path would only hide the rest.
                    foreach (var path in document.Paths.Values)
                        path.Operations?.Remove(HttpMethod.Head);
                    return Task.CompletedTask;
                }
            );
            options.AddOperationTransformer(DescribeErrorsAsync);
            options.AddOperationTransformer(DescribeIdAsync);
        });

    internal static void MapApiDescription(this WebApplication app)
    {
        app.MapOpenApi().ForManagement();
        if (app.Environment.IsDevelopment())
            app.MapScalarApiReference(page => page.WithTitle("Admin API").DisableDefaultFonts());
    }

    /// <summary>Every error comes in two forms; the route's results say the first, the second is the same everywhere.</summary>
    private static async Task DescribeErrorsAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var problem = await context.GetOrCreateSchemaAsync(typeof(HttpValidationProblemDetails), null, cancellationToken);
        foreach (var response in (operation.Responses ?? []).Where(response => response.Key[0] >= '4').Select(response => response.Value))
        {
            if (response.Content is { } content)
                content[CompactJson.ProblemMediaType] = new OpenApiMediaType { Schema = problem };
        }
    }

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
}
