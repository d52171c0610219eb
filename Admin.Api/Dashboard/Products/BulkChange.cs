using System.ComponentModel.DataAnnotations;

namespace Admin.Api.Dashboard.Products;

/// <summary>What is to be done to the titles and pictures of many products. A space counts: it may be what is replaced or put in.</summary>
internal sealed class BulkChange
{
    [FromForm(Name = "find")]
    [DisplayFormat(ConvertEmptyStringToNull = false)]
    public string Find { get; set; } = "";

    [FromForm(Name = "replace")]
    [DisplayFormat(ConvertEmptyStringToNull = false)]
    public string Replacement { get; set; } = "";

    [FromForm(Name = "prefix")]
    [DisplayFormat(ConvertEmptyStringToNull = false)]
    public string Prefix { get; set; } = "";

    [FromForm(Name = "suffix")]
    [DisplayFormat(ConvertEmptyStringToNull = false)]
    public string Suffix { get; set; } = "";

    [FromForm(Name = "image")]
    public string? Image { get; set; }

    internal bool IsEmpty => Find.Length == 0 && Prefix.Length == 0 && Suffix.Length == 0 && string.IsNullOrWhiteSpace(Image);

    internal string Title(string title) =>
        Prefix + (Find.Length == 0 ? title : title.Replace(Find, Replacement, StringComparison.Ordinal)) + Suffix;

    internal string Picture(string image) => string.IsNullOrWhiteSpace(Image) ? image : Image;
}
