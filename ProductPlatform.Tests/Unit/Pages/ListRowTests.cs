using Admin.Api.Dashboard.Products;
using Admin.Data.Products;

namespace ProductPlatform.Tests.Unit.Pages;

public sealed class ListRowTests
{
    private static readonly ProductEdit Lamp = new(1, 4, "Lamp", "lamp.svg");

    [Fact]
    public void What_another_user_made_of_a_field_that_nothing_was_typed_into_stays()
    {
        var row = new ListRow(Lamp, "Lamp", "red.svg").Over(Lamp with { Version = 5, Title = "Blue lamp" }, "theo");

        Assert.Equal(("Blue lamp", "red.svg", "theo", 5), (row.Title, row.Image, row.Overtaker, row.Before.Version));
    }

    [Fact]
    public void A_row_is_no_conflict_where_another_user_typed_the_same()
    {
        var row = new ListRow(Lamp, "Red lamp", "lamp.svg").Over(Lamp with { Version = 5, Title = "Red lamp" }, "theo");

        Assert.False(row.IsLeft);
    }

    [Fact]
    public void A_new_version_with_the_same_texts_is_no_conflict()
    {
        var row = new ListRow(Lamp, "Red lamp", "lamp.svg").Rebased(Lamp with { Version = 5 });

        Assert.Equal((5, "Red lamp"), (row.Before.Version, row.Title));
    }

    [Fact]
    public void Line_endings_that_a_browser_changes_are_no_change() =>
        Assert.False(new ListRow(Lamp with { Title = "Lamp\r\n of two lines" }, "Lamp of two lines", "lamp.svg").IsChanged);
}
