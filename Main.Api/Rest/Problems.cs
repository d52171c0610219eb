using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using ProductPlatform.Web;

namespace Main.Api.Rest;

/// <summary>400: the request cannot be carried out, and why.</summary>
internal sealed class BadRequestProblem(string sentence, IDictionary<string, string[]>? errors = null) : IResult, IEndpointMetadataProvider
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(ProblemMetadata.Of(StatusCodes.Status400BadRequest));

    public Task ExecuteAsync(HttpContext httpContext) =>
        ApiError.Of(StatusCodes.Status400BadRequest, sentence, errors).WriteAsync(httpContext);
}

/// <summary>404: what the address names is not there.</summary>
internal sealed class NotFoundProblem(string sentence) : IResult, IEndpointMetadataProvider
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(ProblemMetadata.Of(StatusCodes.Status404NotFound));

    public Task ExecuteAsync(HttpContext httpContext) => ApiError.Of(StatusCodes.Status404NotFound, sentence).WriteAsync(httpContext);
}

/// <summary>503: something this service needs does not answer; try again later.</summary>
internal sealed class UnavailableProblem(string sentence, TimeSpan retryAfter) : IResult, IEndpointMetadataProvider
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(ProblemMetadata.Of(StatusCodes.Status503ServiceUnavailable));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var seconds = Math.Max(1, Math.Ceiling(retryAfter.TotalSeconds));
        httpContext.Response.Headers.RetryAfter = seconds.ToString("0", CultureInfo.InvariantCulture);
        return ApiError.Of(StatusCodes.Status503ServiceUnavailable, sentence).WriteAsync(httpContext);
    }
}

internal static class ProblemMetadata
{
    internal static ProducesResponseTypeMetadata Of(int status) => new(status, typeof(ApiError), [CompactJson.ProblemMediaType]);
}
