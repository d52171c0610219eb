using Admin.Api.Rest.Input;
using Admin.Api.Rest.Products;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Admin.Api.Dashboard.Products;

/// <summary>What the product form sent. It is checked by the very rules of the API.</summary>
internal sealed class ProductForm
{
    public string? Title { get; set; }
    public string? Image { get; set; }
    public string? Likes { get; set; }
    public long Version { get; set; }

    /// <summary>Where to go when it is saved: <c>list</c>, <c>add</c> or <c>stay</c>.</summary>
    public string? Then { get; set; }

    public string? List { get; set; }

    internal static (ProductInput? Input, Dictionary<string, string[]> Errors) Check(string? title, string? image, string? likes)
    {
        static FieldValue Text(string? text) => new(FieldKind.Text, text ?? "");

        var fields = new Dictionary<string, FieldValue>
        {
            ["title"] = Text(title),
            ["image"] = Text(image),
            ["likes"] = Text(likes),
        };
        return ProductInput.Check(new RequestData(fields, IsForm: true), withLikes: true);
    }

    /// <summary>The checked input; null with every error in <paramref name="state"/>, also with one that was there before.</summary>
    internal ProductInput? Check(ModelStateDictionary state, bool withLikes)
    {
        var (input, errors) = Check(Title, Image, withLikes ? Likes : null);
        foreach (var (field, sentences) in errors)
        {
            foreach (var sentence in sentences)
                state.AddModelError(field, sentence);
        }

        return state.IsValid ? input : null;
    }

    internal string ListAddress(IUrlHelper url) =>
        url.Page("/Products/Index")
        + (List is { Length: > 1 } query && query[0] == '?' && Addresses.FitsHeader(query) ? Addresses.Encoded(query) : "");
}
