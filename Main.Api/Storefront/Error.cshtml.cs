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
            404 => T("Page not found"),
            429 => T("Too many likes at once"),
            400 => T("Please reload the page"),
            >= 500 => T("Something went wrong here"),
            _ => T("Something is wrong with this request"),
        };

    internal string Explanation =>
        Status switch
        {
            404 => T("There is nothing at this address. A product may have been removed."),
            429 => T("Try again in a moment."),
            400 => T("It was open for too long. Go back, reload it and try once more."),
            >= 500 => T("It is not your fault. Try again in a moment."),
            _ => T("Go back and try again."),
        };

    /// <summary>Also called by its own address, where only an error's number is an error.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (Response.StatusCode != StatusCodes.Status200OK)
            Status = Response.StatusCode;
        else
            Response.StatusCode = Status = Status is < 400 or > 599 ? StatusCodes.Status404NotFound : Status;
    }
}
