using Admin.Api.Rest.Input;

namespace ProductPlatform.Tests.Unit.Input;

public sealed class CountFieldTests
{
    private const string NotAnInteger = "A valid integer is required.";

    [Theory]
    [InlineData("7", 7)]
    [InlineData(" 7 ", 7)]
    [InlineData("+7", 7)]
    [InlineData("007", 7)]
    [InlineData("7.0", 7)]
    [InlineData("7.", 7)]
    [InlineData("7.000 ", 7)]
    [InlineData("-0", 0)]
    [InlineData("1_000", 1000)]
    [InlineData("\u0663", 3)]
    [InlineData("4294967295", 4294967295)]
    public void Text_that_Python_reads_as_an_integer_is_one(string text, ulong expected)
    {
        Assert.Equal(expected, CountField.Read(new(FieldKind.Text, text), isForm: false, out var errors));
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("", NotAnInteger)]
    [InlineData("  ", NotAnInteger)]
    [InlineData("seven", NotAnInteger)]
    [InlineData("7.5", NotAnInteger)]
    [InlineData("7.0.0", NotAnInteger)]
    [InlineData(".0", NotAnInteger)]
    [InlineData("1e3", NotAnInteger)]
    [InlineData("0x10", NotAnInteger)]
    [InlineData("1__0", NotAnInteger)]
    [InlineData("_1", NotAnInteger)]
    [InlineData("1_", NotAnInteger)]
    [InlineData("- 1", NotAnInteger)]
    [InlineData("inf", NotAnInteger)]
    [InlineData("-1", "Ensure this value is greater than or equal to 0.")]
    [InlineData("-99999999999999999999", "Ensure this value is greater than or equal to 0.")]
    [InlineData("4294967296", "Ensure this value is less than or equal to 4294967295.")]
    [InlineData("99999999999999999999999", "Ensure this value is less than or equal to 4294967295.")]
    public void Any_other_text_is_refused_with_its_reason(string text, string reason)
    {
        CountField.Read(new(FieldKind.Text, text), isForm: false, out var errors);
        Assert.Equal([reason], errors);
    }

    [Fact]
    public void More_than_a_thousand_characters_are_not_even_read()
    {
        CountField.Read(new(FieldKind.Text, new string('0', 1001)), isForm: false, out var errors);
        Assert.Equal(["String value too large."], errors);
    }

    [Fact]
    public void A_boolean_a_list_or_an_object_is_not_an_integer()
    {
        CountField.Read(FieldValue.Other, isForm: false, out var errors);
        Assert.Equal([NotAnInteger], errors);
    }

    [Fact]
    public void Null_is_refused()
    {
        CountField.Read(FieldValue.Null, isForm: false, out var errors);
        Assert.Equal(["This field may not be null."], errors);
    }

    [Fact]
    public void A_missing_value_is_zero()
    {
        Assert.Equal(0ul, CountField.Read(FieldValue.Missing, isForm: false, out var errors));
        Assert.Empty(errors);
    }

    [Fact]
    public void An_empty_form_input_is_zero_because_forms_cannot_leave_it_out()
    {
        Assert.Equal(0ul, CountField.Read(new(FieldKind.Text, ""), isForm: true, out var errors));
        Assert.Empty(errors);
    }
}
