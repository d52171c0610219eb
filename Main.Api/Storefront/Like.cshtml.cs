using Main.Api.Rest.Likes;
using Main.Api.Rest.Users;
using Main.Data.Likes;
using Microsoft.AspNetCore.RateLimiting;

namespace Main.Api.Storefront;

/// <summary>The like button: JSON for the page's script, a redirect back without it.</summary>
[EnableRateLimiting(LikeLimits.Page)]
internal sealed class LikeModel(LikeTaker likes, MainDbContext db, IOptions<AdminUsersOptions> users) : PageModel
{
    private const int MostTries = 8;

    public RedirectResult OnGet(int id) => Redirect(string.Create(CultureInfo.InvariantCulture, $"/products/{id}"));

    /// <param name="alone">Whether the button is the one on the product's own page.</param>
    public async Task<IActionResult> OnPostAsync(
        int id,
        [FromForm] string? q,
        [FromForm] string? sort,
        [FromForm(Name = "page")] int page,
        [FromForm] bool alone,
        CancellationToken cancellationToken
    )
    {
        var liked = LikedProducts.From(Request);
        var answer = liked.Contains(id) ? LikeAnswer.AlreadyLiked : await TakeAsync(id, cancellationToken);
        if (answer == LikeAnswer.Liked)
            liked.Add(id, Response);
        if (StorefrontExtensions.IsForPeople(HttpContext))
        {
            LikeMessage.Put(TempData, id, answer);
            return alone
                ? LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/products/{id}"))
                : LocalRedirect(CatalogueQuery.From(q, sort, page).Address(id));
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

    /// <summary>A like by a user who has not liked the product yet: what the first one that Admin picks did before is not the visitor's
    /// doing.</summary>
    private async Task<LikeAnswer> TakeAsync(int id, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await likes.TakeAsync(id, cancellationToken) is not LikeAnswer.AlreadyLiked and var answer)
                return answer;
        }

        return LikeAnswer.NoUserAvailable;
    }
}
