using Admin.Api.Rest.Access;
using Admin.Api.Rest.Http;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Admin.Api.Rest.OpenApi;

/// <summary>What handlers read for themselves from a request, told to the OpenAPI document.</summary>
internal static class Describing
{
    private static readonly string[] MediaTypes = [CompactJson.MediaType, "application/x-www-form-urlencoded", "multipart/form-data"];

    /// <summary>A write with a body of one of three media types.</summary>
    internal static RouteHandlerBuilder DescribeWrite<TBody>(this RouteHandlerBuilder route, TBody example)
        where TBody : notnull
    {
        route.DescribeWrite();
        route
            .Produces<Dictionary<string, string[]>>(StatusCodes.Status400BadRequest)
            .Produces<DetailBody>(StatusCodes.Status413PayloadTooLarge)
            .Produces<DetailBody>(StatusCodes.Status415UnsupportedMediaType);
        return route.AddOpenApiOperationTransformer(
            async (operation, context, cancellationToken) =>
            {
                var schema = await context.ReferToAsync<TBody>(cancellationToken);
                operation.RequestBody = new OpenApiRequestBody
                {
                    Required = true,
                    Content = MediaTypes.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = schema }),
                };
                foreach (var type in operation.RequestBody.Content!.Values)
                    type.SetExample(example);
            }
        );
    }

    /// <summary>A write: it needs a token, or may have one.</summary>
    internal static RouteHandlerBuilder DescribeWrite(this RouteHandlerBuilder route) =>
        route
            .Produces<DetailBody>(StatusCodes.Status401Unauthorized)
            .Produces<DetailBody>(StatusCodes.Status403Forbidden)
            .Produces<DetailBody>(StatusCodes.Status429TooManyRequests)
            .DescribeResponseHeader(HeaderNames.WWWAuthenticate, "What is wrong with the token.", TokenHandler.Bearer, 401, 403)
            .DescribeRetryAfter(StatusCodes.Status429TooManyRequests)
            .AddOpenApiOperationTransformer(
                (operation, context, _) =>
                {
                    operation.Security =
                    [
                        new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(TokenHandler.Bearer, context.Document)] = [] },
                    ];
                    // One that asks for nothing: the token is optional.
                    if (context.ApplicationServices.GetRequiredService<IOptions<ApiOptions>>().Value.AnonymousWrites == true)
                        operation.Security.Insert(0, new OpenApiSecurityRequirement());
                    return Task.CompletedTask;
                }
            );
}
