using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace Main.Api.Rest;

/// <summary>RFC 9457 problem details, with the sentence once more under the name that old clients read.</summary>
internal sealed record ApiError(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IDictionary<string, string[]>? Errors = null
) : IResult
{
    internal static ApiError Create(int status, string sentence, IDictionary<string, string[]>? errors = null) =>
        new("about:blank", ReasonPhrases.GetReasonPhrase(status), status, sentence, sentence, errors);

    public Task ExecuteAsync(HttpContext httpContext) => CompactJson.WriteAsync(httpContext, Status, this, CompactJson.ProblemMediaType);
}
