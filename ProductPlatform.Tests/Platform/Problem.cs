namespace ProductPlatform.Tests.Platform;

/// <summary>Main's errors: problem details, the sentence twice.</summary>
internal static class Problem
{
    internal static readonly Answer ProductNotFound = Of(404, "Not Found", "Product not found");
    internal static readonly Answer AlreadyLiked = Of(400, "Bad Request", "You already liked this product.");
    internal static readonly Answer NoUser = Of(503, "Service Unavailable", "No user is available. Try again later.");

    internal static Answer Of(int status, string title, string sentence) =>
        new(
            status,
            "application/problem+json",
            $$"""{"type":"about:blank","title":"{{title}}","status":{{status}},"detail":"{{sentence}}","message":"{{sentence}}"}"""
        );
}
