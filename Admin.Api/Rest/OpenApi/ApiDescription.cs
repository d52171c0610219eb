using Admin.Api.Rest.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Admin.Api.Rest.OpenApi;

internal static class ApiDescription
{
    internal static void AddApiDescription(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenApi(options =>
        {
            options.Describe(
                "Admin API",
                "Products and users.",
                ("Products", "The catalogue. Every change goes to the shop as an event."),
                ("Users", "Those who like products.")
            );
            options.AddDocumentTransformer(
                (document, _, _) =>
                {
                    document.AddComponent(
                        TokenHandler.Bearer,
                        new OpenApiSecurityScheme
                        {
                            Type = SecuritySchemeType.Http,
                            Scheme = "bearer",
                            Description =
                                "An API token, made in the dashboard under /admin/tokens. "
                                + $"Writes need its scope {Scopes.WriteProducts}, unless the service lets anyone write (Api:AnonymousWrites).",
                        }
                    );
                    return Task.CompletedTask;
                }
            );
            options.AddOperationTransformer(DescribeErrorsAsync);
        });

    /// <summary>Every error comes in two forms, but for the service's status; the route's results say the first, the second is the same
    /// everywhere.</summary>
    private static async Task DescribeErrorsAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        if (operation.Tags?.Any(tag => tag.Name == ServiceStatusEndpoints.Tag) == true)
            return;

        var problem = await context.ReferToAsync<HttpValidationProblemDetails>(cancellationToken);
        foreach (var response in (operation.Responses ?? []).Where(response => response.Key[0] >= '4').Select(response => response.Value))
        {
            if (response.Content is { } content)
                content[CompactJson.ProblemMediaType] = new OpenApiMediaType { Schema = problem };
        }
    }
}
