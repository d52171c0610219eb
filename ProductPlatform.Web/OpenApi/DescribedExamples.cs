using System.Text.Json;
using Microsoft.OpenApi;

namespace ProductPlatform.Web.OpenApi;

/// <summary>Bodies to look at in the OpenAPI document.</summary>
public static class DescribedExamples
{
    /// <param name="body">What the answer's JSON may be.</param>
    public static RouteHandlerBuilder DescribeExample(this RouteHandlerBuilder route, int status, object body) =>
        route.AddOpenApiOperationTransformer(
            (operation, _, _) =>
            {
                operation
                    .Responses![$"{status}"]
                    .Content!.Single(type => type.Key is CompactJson.MediaType or CompactJson.ProblemMediaType)
                    .Value.SetExample(body);
                return Task.CompletedTask;
            }
        );

    public static void SetExample(this OpenApiMediaType type, object body)
    {
        ArgumentNullException.ThrowIfNull(type);
        type.Example = JsonSerializer.SerializeToNode(body, CompactJson.Options);
    }
}
