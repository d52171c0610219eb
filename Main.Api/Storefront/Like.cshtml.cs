using Main.Api.Rest.Likes;
using Main.Api.Rest.Users;
using Main.Data.Likes;
using Microsoft.AspNetCore.RateLimiting;

namespace Main.Api.Storefront;

/// <summary>The like button: JSON for the page's script, a redirect back without it.</summary>
[EnableRateLimiting(LikeLimits.Page)]
internal sealed class LikeModel(LikeTaker likes, MainDbContext db, IOptions<AdminUsersOptions> users) : PageModel
{
    public RedirectResult OnGet() => Redirect("/");

    public async Task<IActionResult> OnPostAsync(
        int id,
        [FromForm] string? q,
        [FromForm(Name = "page")] int page,
        CancellationToken cancellationToken
    )
    {
        var answer = await likes.TakeAsync(id, cancellationToken);
        if (StorefrontExtensions.IsForPeople(HttpContext))
        {
            LikeMessage.Put(TempData, id, answer);
            return LocalRedirect(new Catalogue(Catalogue.SearchText(q), page, 0, []).Address(page, id));
        }

        var message = LikeMessage.From(id, answer);
        if (answer == LikeAnswer.NoUserAvailable)
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            users.Value.SetRetryAfter(Response);
        }

        var counts = await LikeCounts.OfAsync(db, [id], cancellationToken);
        return new JsonResult(
            new
            {
                kind = message.Kind,
                text = message.Text,
                likes = counts.GetValueOrDefault(id),
            }
        );
    }
}
