using Admin.Api.Rest.Http;
using Admin.Api.Rest.Input;

namespace Admin.Api.Rest.Products;

internal sealed record ProductInput(string Title, string Image, ulong Likes)
{
    /// <param name="request">The request; its body is read.</param>
    /// <param name="withLikes">Whether it is a new product, which has a starting count. In a change likes are ignored, whatever they
    /// are.</param>
    internal static async Task<(ProductInput? Input, ApiError? Error)> ReadAsync(
        HttpRequest request,
        bool withLikes,
        CancellationToken cancellationToken
    )
    {
        var (data, error) = await RequestBody.ReadAsync(request, cancellationToken);
        if (data is null)
            return (null, error);

        var (input, errors) = Check(data, withLikes);
        return (input, input is null ? ApiError.FromFields(errors) : null);
    }

    /// <summary>The input, or the sentences about what is wrong by field, in the order of the fields.</summary>
    internal static (ProductInput? Input, Dictionary<string, string[]> Errors) Check(RequestData data, bool withLikes)
    {
        if (data.NotADictionary is { } sentence)
            return (null, new Dictionary<string, string[]> { ["non_field_errors"] = [sentence] });

        string[] likesErrors = [];
        var title = TextField.Read(data["title"], out var titleErrors);
        var image = TextField.Read(data["image"], out var imageErrors);
        var likes = withLikes ? CountField.Read(data["likes"], data.IsForm, out likesErrors) : 0;

        var errors = new (string Field, string[] Sentences)[] { ("title", titleErrors), ("image", imageErrors), ("likes", likesErrors) }
            .Where(error => error.Sentences.Length > 0)
            .ToDictionary(error => error.Field, error => error.Sentences);
        return (errors.Count == 0 ? new ProductInput(title, image, likes) : null, errors);
    }
}
