using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Admin.Api.Dashboard.Access;

/// <summary>
/// A page whose form people type into. When the session has ended or the form's token is too old, what was typed comes back: the page gets it
/// again, marked, and with an error in its model state, so that it shows the form instead of saving it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class KeepsFormAttribute : Attribute, IPageFilter, IAsyncAlwaysRunResultFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (KeptForm.IsKept(context.HttpContext.Request))
            context.ModelState.AddModelError("", T("Nothing is saved yet. This is what you typed: check it, and save it."));
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }

    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is IAntiforgeryValidationFailedResult && await KeptForm.ReadAsync(context.HttpContext) is { } kept)
            context.Result = Resume(kept.Action);
        await next();
    }

    /// <summary>The browser sends the form again, to the page that brings it back.</summary>
    internal static LocalRedirectResult Resume(string action) => new(ResumeAddress(action), permanent: false, preserveMethod: true);

    internal static string ResumeAddress(string action) => $"{DashboardAccess.Root}/resume?to={Uri.EscapeDataString(action)}";
}
