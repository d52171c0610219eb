using Microsoft.AspNetCore.Mvc.Filters;

namespace Main.Api.Storefront;

/// <summary>What a person sees when a page cannot be shown; never an exception's text.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ErrorModel : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Status { get; set; }

    internal string Headline =>
        Status switch
        {
            404 => "Page not found",
            429 => "Too many likes at once",
            400 => "This page has expired",
            >= 500 => "Something went wrong here",
            _ => "This did not work",
        };

    internal string Explanation =>
        Status switch
        {
            404 => "What the address names is not here.",
            429 => "Try again in a moment.",
            400 => "The page was open for too long. Load it again and try once more.",
            >= 500 => "It is not your fault. Try again in a moment.",
            _ => "Go back and try again.",
        };

    /// <summary>Also called by its own address, where only an error's number is an error.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (Status is < 400 or > 599)
            Status = StatusCodes.Status404NotFound;
        if (Response.StatusCode == StatusCodes.Status200OK)
            Response.StatusCode = Status;
    }
}
