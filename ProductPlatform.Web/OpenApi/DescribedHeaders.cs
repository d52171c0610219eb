using Microsoft.OpenApi;

namespace ProductPlatform.Web.OpenApi;

/// <summary>Headers that handlers read and set for themselves, told to the OpenAPI document.</summary>
public static class DescribedHeaders
{
    private const string Tag = "\"3-12\"";

    /// <summary>The tag of what is sent, and the request's <c>If-None-Match</c> with it.</summary>
    public static RouteHandlerBuilder DescribeEntityTag(this RouteHandlerBuilder route, string description = "Stands for what is sent.") =>
        route
            .Produces(StatusCodes.Status304NotModified)
            .DescribeResponseHeader("ETag", description, Tag, 200, 304)
            .DescribeRequestHeader("If-None-Match", "The ETag of an earlier answer: 304 while it still stands for what would be sent.");

    /// <summary>The condition of a write.</summary>
    public static RouteHandlerBuilder DescribeCondition(this RouteHandlerBuilder route) =>
        route.DescribeRequestHeader(
            "If-Match",
            "The ETag of what was read: 412 when it has changed since. Without it the last write wins."
        );

    /// <summary>How long to wait, where the answer is to try again later.</summary>
    public static RouteHandlerBuilder DescribeRetryAfter(this RouteHandlerBuilder route, params int[] statuses) =>
        route.DescribeResponseHeader("Retry-After", "Seconds until a new try makes sense.", 5, statuses);

    /// <param name="example">A text, or a number.</param>
    /// <param name="statuses">Of the route's answers, those that have the header.</param>
    public static RouteHandlerBuilder DescribeResponseHeader(
        this RouteHandlerBuilder route,
        string name,
        string description,
        object example,
        params int[] statuses
    ) =>
        route.AddOpenApiOperationTransformer(
            (operation, _, _) =>
            {
                foreach (var status in statuses)
                {
                    var response = (OpenApiResponse)operation.Responses![$"{status}"];
                    response.Headers ??= new Dictionary<string, IOpenApiHeader>();
                    response.Headers[name] = new OpenApiHeader
                    {
                        Description = description,
                        Schema = new OpenApiSchema { Type = example is int ? JsonSchemaType.Integer : JsonSchemaType.String },
                        Example = example is int number ? number : (string)example,
                    };
                }

                return Task.CompletedTask;
            }
        );

    private static RouteHandlerBuilder DescribeRequestHeader(this RouteHandlerBuilder route, string name, string description) =>
        route.AddOpenApiOperationTransformer(
            (operation, _, _) =>
            {
                operation.Parameters ??= [];
                operation.Parameters.Add(
                    new OpenApiParameter
                    {
                        Name = name,
                        In = ParameterLocation.Header,
                        Description = description,
                        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                        Example = Tag,
                    }
                );
                return Task.CompletedTask;
            }
        );
}
