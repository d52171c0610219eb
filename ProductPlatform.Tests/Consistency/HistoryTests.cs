namespace ProductPlatform.Tests.Consistency;

/// <summary>The checker itself: what it accepts, and that it finds what must not be.</summary>
public sealed class HistoryTests
{
    [Theory]
    [InlineData(1, 30, 40, "")]
    [InlineData(0, 5, 15, "")]
    [InlineData(1, 5, 15, "")]
    [InlineData(0, 30, 40, "is older than 1, which was acknowledged before")]
    [InlineData(1, 1, 5, "was not written yet")]
    public void A_read_fits_a_write_that_took_from_10_to_20(int value, long began, long ended, string violation)
    {
        var history = new History();
        history.Add(new History.Operation(7, 1, 10, 20), new History.Operation(7, value, began, ended));
        Assert.Equal(violation.Length > 0 ? 1 : 0, history.Violations().Count);
        Assert.All(history.Violations(), found => Assert.EndsWith(violation, found, StringComparison.Ordinal));
    }

    [Fact]
    public void A_read_after_another_is_not_older()
    {
        var history = new History();
        history.Add(new History.Operation(7, 1, 10, 50), new History.Operation(7, 1, 12, 14), new History.Operation(7, 0, 15, 20));
        Assert.EndsWith("which was read before", Assert.Single(history.Violations()), StringComparison.Ordinal);
    }
}
