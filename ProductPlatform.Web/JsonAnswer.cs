namespace ProductPlatform.Web;

/// <summary>
/// A JSON body, to the byte as existing clients know it: the framework's own results add a charset, leave out the length and escape text.
/// The route table tells the OpenAPI document what the body looks like.
/// </summary>
public sealed class JsonAnswer<T>(T body, int status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => CompactJson.WriteAsync(httpContext, status, body);
}
