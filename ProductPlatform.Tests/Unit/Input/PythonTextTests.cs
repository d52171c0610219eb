using Admin.Api.Rest.Input;

namespace ProductPlatform.Tests.Unit.Input;

public sealed class PythonTextTests
{
    [Theory]
    [InlineData("12", "12")]
    [InlineData("-0", "0")]
    [InlineData("0", "0")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("1.5", "1.5")]
    [InlineData("1.0", "1.0")]
    [InlineData("-0.0", "-0.0")]
    [InlineData("0.1", "0.1")]
    [InlineData("1e2", "100.0")]
    [InlineData("1E+2", "100.0")]
    [InlineData("12345.678", "12345.678")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("0.00012", "0.00012")]
    [InlineData("0.00001", "1e-05")]
    [InlineData("0.000012", "1.2e-05")]
    [InlineData("1e15", "1000000000000000.0")]
    [InlineData("123456789012345680.0", "1.2345678901234568e+17")]
    [InlineData("1e16", "1e+16")]
    [InlineData("1e22", "1e+22")]
    [InlineData("1e23", "1e+23")]
    [InlineData("9007199254740993.0", "9007199254740992.0")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e+308")]
    [InlineData("1e400", "inf")]
    [InlineData("-1e400", "-inf")]
    public void A_json_number_becomes_the_text_that_Python_makes_of_it(string json, string expected) =>
        Assert.Equal(expected, PythonText.FromNumber(json));

    [Theory]
    [InlineData(" \t\r\n\v\fa b\u00a0\u2003\u3000", "a b")]
    [InlineData("\u001c\u001d\u001e\u001fa\u0085\u2028\u2029", "a")]
    [InlineData("\u200ba\u200b", "\u200ba\u200b")]
    [InlineData("\ufeffa", "\ufeffa")]
    [InlineData("\0a\0", "\0a\0")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    public void Text_is_trimmed_of_what_Python_calls_space(string text, string expected) => Assert.Equal(expected, PythonText.Strip(text));

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("😀", 1)]
    [InlineData("a😀b😀", 4)]
    [InlineData("", 0)]
    public void Length_is_counted_in_code_points(string text, int expected) => Assert.Equal(expected, PythonText.Length(text));

    // An attribute's text is stored as UTF-8 and cannot hold half a pair, so these two write their texts in the test.
    [Fact]
    public void Half_a_pair_counts_as_one()
    {
        Assert.Equal(1, PythonText.Length("\ud83d"));
        Assert.Equal(2, PythonText.Length("\ude00\ud83d"));
    }

    [Fact]
    public void Half_a_pair_is_found()
    {
        Assert.Null(PythonText.LoneSurrogate("a😀"));
        Assert.Equal('\ud83d', PythonText.LoneSurrogate("a\ud83d"));
        Assert.Equal('\ude00', PythonText.LoneSurrogate("\ude00a"));
        Assert.Equal('\ud800', PythonText.LoneSurrogate("😀\ud800x"));
    }
}
