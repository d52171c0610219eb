using Main.Api.Storefront;

namespace ProductPlatform.Tests.Unit.Pages;

public sealed class PageNumbersTests
{
    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(1, 3, "1 2 3")]
    [InlineData(1, 42, "1 2 … 42")]
    [InlineData(4, 42, "1 2 3 4 5 … 42")]
    [InlineData(5, 42, "1 … 4 5 6 … 42")]
    [InlineData(39, 42, "1 … 38 39 40 41 42")]
    [InlineData(42, 42, "1 … 41 42")]
    public void Both_ends_and_the_pages_around_this_one_are_linked(int page, int pages, string expected) =>
        Assert.Equal(
            expected,
            string.Join(
                ' ',
                new Catalogue(new CatalogueQuery("", Sorting.Newest, page), pages * Catalogue.PageSize, [])
                    .PageNumbers()
                    .Select(number => number is { } shown ? $"{shown}" : "…")
            )
        );
}
