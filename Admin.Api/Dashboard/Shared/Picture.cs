namespace Admin.Api.Dashboard.Shared;

/// <summary>A product's picture, drawn by <c>_Picture</c>; where there is none, or it does not load, a sign stands in for it.</summary>
internal sealed record Picture(string? Image, bool Large = false)
{
    internal string? Address => PictureAddress.Parse(Image);
}
