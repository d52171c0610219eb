using System.Reflection;
using Admin.Api.Rest.Http;
using Microsoft.AspNetCore.Http.Metadata;
using ProductPlatform.Web;

namespace Admin.Api.Rest.Products;

/// <summary>404: no such product.</summary>
internal sealed class ProductNotFound : IResult, IEndpointMetadataProvider
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        AnswerMetadata.Add<ErrorBody>(builder, StatusCodes.Status404NotFound);

    public Task ExecuteAsync(HttpContext httpContext) =>
        new ApiError(StatusCodes.Status404NotFound, "Product not found", Key: "error").WriteAsync(httpContext);
}

/// <summary>412: somebody else changed the product since the client read it.</summary>
internal sealed class ProductStale : IResult, IEndpointMetadataProvider
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        AnswerMetadata.Add<DetailBody>(builder, StatusCodes.Status412PreconditionFailed);

    public Task ExecuteAsync(HttpContext httpContext) =>
        new ApiError(StatusCodes.Status412PreconditionFailed, "The product has changed since you read it.").WriteAsync(httpContext);
}

/// <summary>400, 413 or 415: the request's body or query cannot be used.</summary>
internal sealed class InvalidRequest(ApiError error) : IResult, IEndpointMetadataProvider
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        AnswerMetadata.Add<Dictionary<string, string[]>>(builder, StatusCodes.Status400BadRequest);

    public Task ExecuteAsync(HttpContext httpContext) => error.WriteAsync(httpContext);
}
