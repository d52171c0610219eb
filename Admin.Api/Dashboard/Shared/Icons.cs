using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Admin.Api.Dashboard.Shared;

/// <summary>Icons of <c>icons.svg</c>. They stand beside words and are hidden from screen readers.</summary>
internal static class Icons
{
    /// <param name="name">The id of a symbol in <c>icons.svg</c>.</param>
    internal static IHtmlContent Icon(this IHtmlHelper html, string name) =>
        new HtmlString(
            $"<svg class=\"icon\" aria-hidden=\"true\"><use href=\"{html.ViewContext.HttpContext.Request.PathBase}/admin/icons.svg#{name}\" /></svg>"
        );
}
