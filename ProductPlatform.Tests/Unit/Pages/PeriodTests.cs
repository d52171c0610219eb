using Admin.Api.Dashboard.Lists;

namespace ProductPlatform.Tests.Unit.Pages;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2024", "2024-01-01", "2024-12-31")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29")]
    [InlineData("2024-02-29", "2024-02-29", "2024-02-29")]
    public void A_period_is_read_and_found_again_by_its_ends(string text, string first, string last)
    {
        var period = Period.Parse(text)!.Value;

        Assert.Equal((first, last, text), ($"{period.First:yyyy-MM-dd}", $"{period.Last:yyyy-MM-dd}", $"{period}"));
        Assert.Equal(period, Period.Find(period.First, period.Last));
    }

    [Theory]
    [InlineData("")]
    [InlineData("24")]
    [InlineData("2024-13")]
    [InlineData("2023-02-29")]
    [InlineData("2024-02-01-01")]
    [InlineData("0001")]
    [InlineData("9999")]
    [InlineData("-2024")]
    public void What_is_no_period_is_none(string text) => Assert.Null(Period.Parse(text));

    [Fact]
    public void Dates_that_are_no_whole_year_month_or_day_are_no_period()
    {
        Assert.Null(Period.Find(new DateOnly(2024, 1, 2), new DateOnly(2025, 1, 1)));
        Assert.Null(Period.Find(new DateOnly(2024, 1, 15), new DateOnly(2024, 2, 14)));
        Assert.Null(Period.Find(new DateOnly(2024, 1, 1), null));
        Assert.Null(Period.Find(null, null));
    }

    [Fact]
    public void A_year_has_twelve_months_and_a_month_its_days()
    {
        Assert.Equal(12, Period.Parse("2024")!.Value.Parts().Count());
        Assert.Equal(29, Period.Parse("2024-02")!.Value.Parts().Count());
        Assert.Equal(["2024", "2024-02"], Period.Parse("2024-02-29")!.Value.Wholes().Select(whole => whole.ToString()));
    }

    [Fact]
    public void A_time_that_was_never_set_divides_nothing()
    {
        var levels = DateLevels.Between(DateTime.MinValue, DateTime.MinValue, null, TimeZoneInfo.Utc, _ => "");

        Assert.False(levels.IsShown);
    }

    [Fact]
    public void Many_rows_are_divided_by_what_lies_between_the_first_and_the_last()
    {
        var (first, last) = (new DateTime(2023, 11, 30, 23, 30, 0, DateTimeKind.Utc), new DateTime(2024, 2, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal("2023 2024", Parts(null));
        Assert.Equal("2024-01 2024-02", Parts(Period.Parse("2024")));
        Assert.Equal("2023-11 2023-12", Parts(Period.Parse("2023")));

        string Parts(Period? current) =>
            string.Join(' ', DateLevels.Between(first, last, current, TimeZoneInfo.Utc, _ => "").Parts.Select(part => part.Period));
    }
}
