using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace ProductPlatform.Web;

/// <summary>200 with a body.</summary>
public sealed class JsonOk<T>(T body) : IResult, IEndpointMetadataProvider
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        AnswerMetadata.Add<T>(builder, StatusCodes.Status200OK);

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext) => CompactJson.WriteAsync(httpContext, StatusCodes.Status200OK, body);
}

/// <summary>201 with a body and where it now lives.</summary>
public sealed class JsonCreated<T>(string location, T body) : IResult, IEndpointMetadataProvider
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        AnswerMetadata.Add<T>(builder, StatusCodes.Status201Created);

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        httpContext.Response.Headers.Location = location;
        return CompactJson.WriteAsync(httpContext, StatusCodes.Status201Created, body);
    }
}

/// <summary>202 with a body.</summary>
public sealed class JsonAccepted<T>(T body) : IResult, IEndpointMetadataProvider
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        AnswerMetadata.Add<T>(builder, StatusCodes.Status202Accepted);

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext) => CompactJson.WriteAsync(httpContext, StatusCodes.Status202Accepted, body);
}

/// <summary>304: what the client has is still what there is.</summary>
public sealed class NotModified : IResult, IEndpointMetadataProvider
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void)));
    }

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }
}

/// <summary>Tells the OpenAPI document what an answer looks like.</summary>
public static class AnswerMetadata
{
    /// <summary>Adds a JSON answer of type <typeparamref name="T"/>.</summary>
    public static void Add<T>(EndpointBuilder builder, int status)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(T), [CompactJson.MediaType]));
    }
}
