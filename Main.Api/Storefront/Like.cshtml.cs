using Main.Api.Rest.Likes;
using Main.Api.Rest.Users;
using Main.Data;
using Main.Data.Likes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Main.Api.Storefront;

/// <summary>The like button. The page's script gets an answer in JSON; without it, one comes back to where one was.</summary>
[EnableRateLimiting(LikeLimits.Page)]
internal sealed class LikeModel(LikeTaker likes, MainDbContext db, IOptions<AdminUsersOptions> users) : PageModel
{
    public RedirectResult OnGet() => Redirect("/");

    public async Task<IActionResult> OnPostAsync(int id, [FromForm] string? q, [FromForm(Name = "page")] int page, CancellationToken cancellation)
    {
        var answer = await likes.TakeAsync(id, cancellation);
        if (StorefrontExtensions.IsForPeople(HttpContext))
        {
            LikeMessage.Put(TempData, id, answer);
            return LocalRedirect(new Catalogue(Catalogue.SearchText(q), page, 0, []).Address(page, id));
        }

        var message = LikeMessage.Of(id, answer);
        if (answer == LikeAnswer.NoUserAvailable)
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            users.Value.SetRetryAfter(Response);
        }

        var counts = await LikeCounts.OfAsync(db, [id], cancellation);
        return new JsonResult(new { kind = message.Kind, text = message.Text, likes = counts.GetValueOrDefault(id) });
    }
}
