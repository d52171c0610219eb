using System.Text.Json;
using ProductPlatform.Web;

namespace ProductPlatform.Tests.Unit.Http;

public sealed class CompactJsonTests
{
    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("<a href='x'>&+</a>", "\"<a href='x'>&+</a>\"")]
    [InlineData("café 日本 😀", "\"café 日本 😀\"")]
    [InlineData("\u007f\u00a0\u200b\ue000\ufffe", "\"\u007f\u00a0\u200b\ue000\ufffe\"")]
    [InlineData("\"\\/", "\"\\\"\\\\/\"")]
    [InlineData("\n\r\t\f\b", "\"\\n\\r\\t\\f\\b\"")]
    [InlineData("\0\u001f", "\"\\u0000\\u001f\"")]
    [InlineData("a\u2028b\u2029c", "\"a\\u2028b\\u2029c\"")]
    public void Text_is_written_as_Python_writes_it(string text, string expected) =>
        Assert.Equal(expected, JsonSerializer.Serialize(text, CompactJson.Options));

    [Fact]
    public void Every_character_survives_a_round_trip()
    {
        var text = string.Concat(Enumerable.Range(0, 0x11000).Where(code => code is < 0xd800 or > 0xdfff).Select(char.ConvertFromUtf32));
        Assert.Equal(text, JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(text, CompactJson.Options)));
    }
}
