using System.Diagnostics;

namespace Admin.Api.Dashboard;

/// <summary>What a person sees when a page cannot be shown: what happened and what to do, never an exception's text.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ErrorModel : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Status { get; set; }

    public string Headline =>
        Status switch
        {
            400 => T("This form cannot be used any more"),
            403 => T("You don't have permission"),
            404 => T("We couldn't find that page"),
            405 => T("Not allowed here"),
            413 => T("That is too large"),
            429 => T("Too many tries"),
            500 => T("Something went wrong here"),
            _ => T("This did not work"),
        };

    public string Explanation =>
        Status switch
        {
            400 => T("It was open for too long, or it did not come from this site. Go back, reload the page and try again."),
            403 => T("Your account does not have the permission for this. Someone with more rights can give it to you."),
            404 => T("It may have been deleted, or the address has a typing error."),
            413 => T("What you sent is larger than this page takes."),
            429 => T("Wait a moment and try again."),
            500 => T("It is not your fault, and it was logged. Nothing that you entered was saved. Try again in a moment."),
            _ => T("Go back and try again."),
        };

    /// <summary>Leads to the log; only where there is something in it.</summary>
    public string? Trace => Status >= 500 ? Activity.Current?.TraceId.ToString() : null;

    /// <summary>Also called by its own address, where only an error's number is an error.</summary>
    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context)
    {
        if (Response.StatusCode != StatusCodes.Status200OK)
            Status = Response.StatusCode;
        else
            Response.StatusCode = Status = Status is < 400 or > 599 ? StatusCodes.Status404NotFound : Status;
    }
}
