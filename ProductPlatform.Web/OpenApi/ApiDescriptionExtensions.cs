using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ProductPlatform.Web.Management;
using Scalar.AspNetCore;

namespace ProductPlatform.Web.OpenApi;

/// <summary>The OpenAPI document, and in Development a page to read it and try it. The call of <c>AddOpenApi</c> stands in the API: its
/// source generator takes the descriptions from the comments of the project that calls it.</summary>
public static class ApiDescriptionExtensions
{
    /// <param name="tags">What the tags of the API's routes stand for.</param>
    public static void Describe(this OpenApiOptions options, string title, string description, params (string Name, string About)[] tags)
    {
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = title,
                    Version = "v1",
                    Description = description,
                    Contact = new OpenApiContact { Name = "The ProductPlatform maintainers" },
                    License = new OpenApiLicense { Name = "MIT License", Identifier = "MIT" },
                };
                document.Tags = tags.Append(
                        (Name: ServiceStatusEndpoints.Tag, About: "Whether the service serves, and what it is connected to.")
                    )
                    .Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.About })
                    .ToHashSet();
                // Paths begin with a slash.
                foreach (var server in document.Servers ?? [])
                    server.Url = server.Url?.TrimEnd('/');
                // HEAD answers wherever GET does; saying so on every path would only hide the rest.
                foreach (var path in document.Paths.Values)
                    path.Operations?.Remove(HttpMethod.Head);
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(
            (operation, _, _) =>
            {
                // Said of each operation: nothing is needed where the route says nothing else.
                operation.Security ??= [];
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(DescribeIdAsync);
    }

    /// <param name="credentials">The security scheme whose place is open on the page, where the API has one.</param>
    public static void MapApiDescription(this WebApplication app, string title, string? credentials = null)
    {
        app.MapOpenApi().ForManagement();
        if (!app.Environment.IsDevelopment())
            return;

        // What is left is the documentation: no services of the page's maker, and nothing sent to it.
        app.MapScalarApiReference(page =>
            page.WithTitle(title)
                .AddPreferredSecuritySchemes(credentials is null ? [] : [credentials])
                .DisableDefaultFonts()
                .DisableAgent()
                .DisableMcp()
                .DisableTelemetry()
                .HideClientButton()
                .HideDeveloperTools()
        );
    }

    /// <summary>The query of a list, which its handler reads for itself.</summary>
    public static RouteHandlerBuilder DescribePage(this RouteHandlerBuilder route, bool search = false)
    {
        route.AddOpenApiOperationTransformer(
            async (operation, context, cancellationToken) =>
            {
                operation.Parameters ??= [];
                var integer = await context.GetOrCreateSchemaAsync(typeof(int), null, cancellationToken);
                operation.Parameters.Add(
                    InQuery("limit", "At most so many, 1 to 1000; a Link header then leads to the next page.", integer, 100)
                );
                operation.Parameters.Add(InQuery("after", "Only ids greater than this one.", integer, 0));
                if (!search)
                    return;

                var text = await context.GetOrCreateSchemaAsync(typeof(string), null, cancellationToken);
                operation.Parameters.Add(InQuery("search", "Only titles with this text in them, such as teapot.", text, example: null));
            }
        );
        return route.DescribeResponseHeader(
            "Link",
            "Leads to the next page, if there is one.",
            "</products?limit=5&after=5>; rel=\"next\"",
            200
        );
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
        {
            id.Schema = await context.GetOrCreateSchemaAsync(typeof(int), null, cancellationToken);
            id.Description = "The product's id.";
            id.Example = 1;
        }
    }

    /// <param name="example">A page to try it on sends it; null where that would answer something else than the operation's name says.</param>
    private static OpenApiParameter InQuery(string name, string description, IOpenApiSchema schema, JsonNode? example) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = description,
            Schema = schema,
            Example = example,
        };
}
