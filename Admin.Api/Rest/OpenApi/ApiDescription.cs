using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Admin.Api.Rest.OpenApi;

internal static class ApiDescription
{
    internal static void AddApiDescription(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenApi(options =>
        {
            options.Describe("Admin API", "Products and users.");
            options.AddOperationTransformer(DescribeErrorsAsync);
        });

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
}
