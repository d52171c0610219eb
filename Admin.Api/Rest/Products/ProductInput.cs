using Admin.Api.Rest.Http;
using Admin.Api.Rest.Input;

namespace Admin.Api.Rest.Products;

/// <summary>What a client may say about a product.</summary>
internal sealed record ProductInput(string Title, string Image, ulong Likes)
{
    /// <summary>Reads a new product; its likes are a starting count.</summary>
    internal static Task<(ProductInput? Input, ApiError? Error)> ReadNewAsync(HttpRequest request, CancellationToken cancellation) =>
        ReadAsync(request, withLikes: true, cancellation);

    /// <summary>Reads a change; likes in it are ignored, whatever they are, because counts come from likes only.</summary>
    internal static Task<(ProductInput? Input, ApiError? Error)> ReadChangeAsync(HttpRequest request, CancellationToken cancellation) =>
        ReadAsync(request, withLikes: false, cancellation);

    internal static (ProductInput? Input, ApiError? Error) Check(RequestData data, bool withLikes)
    {
        if (data.NotADictionary is { } sentence)
            return (null, ApiError.OfFields(new Dictionary<string, string[]> { ["non_field_errors"] = [sentence] }));

        string[] likesErrors = [];
        var title = TextField.Read(data["title"], out var titleErrors);
        var image = TextField.Read(data["image"], out var imageErrors);
        var likes = withLikes ? CountField.Read(data["likes"], data.IsForm, out likesErrors) : 0;

        var errors = new (string Field, string[] Sentences)[] { ("title", titleErrors), ("image", imageErrors), ("likes", likesErrors) }
            .Where(error => error.Sentences.Length > 0)
            .ToDictionary(error => error.Field, error => error.Sentences);
        return errors.Count == 0 ? (new ProductInput(title, image, likes), null) : (null, ApiError.OfFields(errors));
    }

    private static async Task<(ProductInput? Input, ApiError? Error)> ReadAsync(
        HttpRequest request, bool withLikes, CancellationToken cancellation)
    {
        var (data, error) = await RequestBody.ReadAsync(request, cancellation);
        return data is null ? (null, error) : Check(data, withLikes);
    }
}
