using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Admin.Api.Dashboard.Access;

/// <summary>A sign-in form that was open while another tab signed in has the token of a stranger. Its user goes in, as the other tab did;
/// nothing of the form is used.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SignedInElsewhereAttribute : Attribute, IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        var http = context.HttpContext;
        if (context.Result is IAntiforgeryValidationFailedResult && http.User.Identity is { IsAuthenticated: true } && HasToken(http))
            context.Result = new LocalRedirectResult(DashboardAccess.Root);
    }

    public void OnResultExecuted(ResultExecutedContext context) { }

    /// <summary>Looks at the form as far as it was read: one that cannot be read has none.</summary>
    private static bool HasToken(HttpContext http) =>
        http.Features.Get<IFormFeature>()?.Form is { } form
        && form.ContainsKey(http.RequestServices.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.FormFieldName);
}
