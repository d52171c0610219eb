using Main.Api.Rest.Likes;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Main.Api.Storefront;

/// <summary>The outcome of a like, in words.</summary>
internal sealed record LikeMessage(int Product, string Kind, string Text)
{
    private const string ProductKey = "product";
    private const string AnswerKey = "answer";

    internal static LikeMessage From(int product, LikeAnswer answer) =>
        answer switch
        {
            LikeAnswer.Liked => new(product, "good", T("You like this.")),
            LikeAnswer.AlreadyLiked => new(product, "info", T("You already like this.")),
            LikeAnswer.NoUserAvailable => new(product, "bad", T("Likes are unavailable right now.")),
            _ => new(product, "bad", T("This product is gone.")),
        };

    internal static void Put(ITempDataDictionary data, int product, LikeAnswer answer) =>
        (data[ProductKey], data[AnswerKey]) = (product, (int)answer);

    internal static LikeMessage? Take(ITempDataDictionary data) =>
        data[ProductKey] is int product && data[AnswerKey] is int answer ? From(product, (LikeAnswer)answer) : null;
}
