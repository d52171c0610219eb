using Admin.Api.Rest.Input;

namespace ProductPlatform.Tests.Unit.Input;

public sealed class TextFieldTests
{
    [Fact]
    public void Two_hundred_code_points_are_not_too_long()
    {
        var text = string.Concat(Enumerable.Repeat("😀", 200));
        Assert.Equal(text, TextField.Read(new(FieldKind.Text, text), out var errors));
        Assert.Empty(errors);
    }

    [Fact]
    public void Length_is_measured_after_trimming()
    {
        TextField.Read(new(FieldKind.Text, new string(' ', 300) + "a"), out var errors);
        Assert.Empty(errors);
    }

    [Fact]
    public void A_text_can_have_three_errors_at_once()
    {
        TextField.Read(new(FieldKind.Text, new string('a', 201) + "\0\ud800"), out var errors);
        Assert.Equal(
            [
                "Ensure this field has no more than 200 characters.",
                "Null characters are not allowed.",
                "Surrogate characters are not allowed: U+D800.",
            ],
            errors
        );
    }

    [Fact]
    public void A_number_is_taken_as_text()
    {
        Assert.Equal("12", TextField.Read(new(FieldKind.Number, "12"), out var errors));
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData((int)FieldKind.Missing, "", "This field is required.")]
    [InlineData((int)FieldKind.Null, "", "This field may not be null.")]
    [InlineData((int)FieldKind.Other, "", "Not a valid string.")]
    [InlineData((int)FieldKind.Text, "", "This field may not be blank.")]
    [InlineData((int)FieldKind.Text, " \u001f ", "This field may not be blank.")]
    public void A_value_that_is_not_text_has_one_error(int kind, string text, string reason)
    {
        TextField.Read(new((FieldKind)kind, text), out var errors);
        Assert.Equal([reason], errors);
    }
}
