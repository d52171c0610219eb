using Admin.Api.Rest.Input;
using Admin.Api.Rest.Products;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Admin.Api.Dashboard.Products;

/// <summary>What the product form sent. It is checked by the very rules of the API, and errors are said in words for people.</summary>
internal sealed class ProductForm
{
    public string? Title { get; set; }
    public string? Image { get; set; }
    public string? Likes { get; set; }
    public long Version { get; set; }

    /// <summary>Where to go when it is saved: <c>list</c>, <c>add</c> or <c>stay</c>.</summary>
    public string? Then { get; set; }

    public string? List { get; set; }

    /// <param name="label">What the fields <c>title</c>, <c>image</c> and <c>likes</c> are called.</param>
    internal static (ProductInput? Input, Dictionary<string, string[]> Errors) Check(
        string? title,
        string? image,
        string? likes,
        Func<string, string> label
    )
    {
        static FieldValue Text(string? text) => new(FieldKind.Text, text ?? "");

        var fields = new Dictionary<string, FieldValue>
        {
            ["title"] = Text(title),
            ["image"] = Text(image),
            ["likes"] = Text(likes),
        };
        var (input, errors) = ProductInput.Check(new RequestData(fields, IsForm: true), withLikes: true);
        return (
            input,
            errors.ToDictionary(error => error.Key, error => error.Value.Select(sentence => Say(error.Key, sentence)).ToArray())
        );

        string Say(string field, string sentence) =>
            field == "likes" ? FieldErrors.OfCount(label(field), sentence) : FieldErrors.OfText(label(field), fields[field].Text, sentence);
    }

    /// <summary>The checked input; null with every error in <paramref name="state"/>, also with one that was there before.</summary>
    internal ProductInput? Check(ModelStateDictionary state, bool withLikes)
    {
        var (input, errors) = Check(Title, Image, withLikes ? Likes : null, Label);
        foreach (var (field, sentences) in errors)
        {
            foreach (var sentence in sentences)
                state.AddModelError(field, sentence);
        }

        return state.IsValid ? input : null;
    }

    /// <summary>What the pages call a field.</summary>
    internal static string Label(string field) =>
        field switch
        {
            "title" => T("Title"),
            "image" => T("Picture"),
            _ => T("Initial likes"),
        };

    internal string ListAddress(IUrlHelper url) =>
        url.Page("/Products/Index")
        + (List is { Length: > 1 } query && query[0] == '?' && Addresses.FitsHeader(query) ? Addresses.Encoded(query) : "");
}
