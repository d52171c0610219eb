using Admin.Api.Rest.Http;
using Microsoft.OpenApi;

namespace Admin.Api.Rest.OpenApi;

/// <summary>What handlers read for themselves from a request, told to the OpenAPI document.</summary>
internal static class Describing
{
    private static readonly string[] MediaTypes = [CompactJson.MediaType, "application/x-www-form-urlencoded", "multipart/form-data"];

    /// <summary>A write with a body of one of three media types.</summary>
    internal static void DescribeWrite<TBody>(this RouteHandlerBuilder route)
    {
        route.DescribeWrite();
        route
            .Produces<Dictionary<string, string[]>>(StatusCodes.Status400BadRequest)
            .Produces<DetailBody>(StatusCodes.Status413PayloadTooLarge)
            .Produces<DetailBody>(StatusCodes.Status415UnsupportedMediaType);
        route.AddOpenApiOperationTransformer(
            async (operation, context, cancellationToken) =>
            {
                var schema = await context.GetOrCreateSchemaAsync(typeof(TBody), null, cancellationToken);
                operation.RequestBody = new OpenApiRequestBody
                {
                    Required = true,
                    Content = MediaTypes.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = schema }),
                };
            }
        );
    }

    /// <summary>A write: it may need credentials.</summary>
    internal static void DescribeWrite(this RouteHandlerBuilder route) =>
        route
            .Produces<DetailBody>(StatusCodes.Status401Unauthorized)
            .Produces<DetailBody>(StatusCodes.Status403Forbidden)
            .Produces<DetailBody>(StatusCodes.Status429TooManyRequests);
}
