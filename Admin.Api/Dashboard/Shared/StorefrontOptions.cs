using System.ComponentModel.DataAnnotations;

namespace Admin.Api.Dashboard.Shared;

/// <summary>Where people see what is kept here: another service's pages, which the dashboard only links.</summary>
internal sealed class StorefrontOptions
{
    internal const string SectionName = "Storefront";

    /// <summary>The storefront's public address; nothing is linked without it.</summary>
    [Url]
    public string? Address { get; set; }

    /// <summary>Where a product is on it; null when it is not linked.</summary>
    internal string? Find(int id) =>
        Address is null ? null : string.Create(CultureInfo.InvariantCulture, $"{Address.TrimEnd('/')}/products/{id}");
}
