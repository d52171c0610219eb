using Admin.Api.Rest.Http;
using Microsoft.OpenApi;

namespace Admin.Api.Rest.OpenApi;

/// <summary>What handlers read for themselves from a request, told to the OpenAPI document.</summary>
internal static class Describing
{
    private static readonly string[] MediaTypes = [CompactJson.MediaType, "application/x-www-form-urlencoded", "multipart/form-data"];

    internal static void DescribePage(this RouteHandlerBuilder route, bool search) =>
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

    private static OpenApiParameter InQuery(string name, string description, IOpenApiSchema schema) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = description,
            Schema = schema,
        };
}
