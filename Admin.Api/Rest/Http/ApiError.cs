using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Admin.Api.Rest.Http;

/// <summary>An error in the words that the pair's clients know, or as RFC 9457 problem details for a client that asks for those.</summary>
/// <param name="Key">The name the sentence goes by in the pair's form.</param>
/// <param name="Fields">Sentences by field, when the input was at fault; they replace the sentence in the pair's form.</param>
internal sealed record ApiError(int Status, string Detail, string Key = "detail", IDictionary<string, string[]>? Fields = null) : IResult
{
    internal static ApiError FromFields(IDictionary<string, string[]> fields) =>
        new(StatusCodes.Status400BadRequest, "The request is not valid.", Fields: fields);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.AddVary(HeaderNames.Accept);
        if (Accept.NamesProblem(httpContext.Request))
            return CompactJson.WriteAsync<object>(httpContext, Status, ToProblem(), CompactJson.ProblemMediaType);

        return Fields is null
            ? CompactJson.WriteAsync(httpContext, Status, new Dictionary<string, string> { [Key] = Detail })
            : CompactJson.WriteAsync(httpContext, Status, Fields);
    }

    private ProblemDetails ToProblem()
    {
        var problem = Fields is null ? new ProblemDetails() : new HttpValidationProblemDetails(Fields);
        problem.Type = "about:blank";
        problem.Title = ReasonPhrases.GetReasonPhrase(Status);
        problem.Status = Status;
        problem.Detail = Detail;
        return problem;
    }
}
