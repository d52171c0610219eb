using System.Text;
using Admin.Api.Rest.Input;

namespace ProductPlatform.Tests.Unit.Input;

public sealed class JsonBodyTests
{
    [Theory]
    [InlineData("""{"title":"t"}""", "t")]
    [InlineData("""{"title":"first","title":"last"}""", "last")]
    [InlineData("""{"\u0074itle":"t"}""", "t")]
    [InlineData("""{"title":"a\"\\\/\b\f\n\r\tz"}""", "a\"\\/\b\f\n\r\tz")]
    [InlineData("""{"title":"\u00e9\ud83d\ude00"}""", "é😀")]
    [InlineData("""{"\ud83d":1,"title":"t"}""", "t")]
    [InlineData("""{"other":{"title":"no"},"title":"t","more":[[1],{"title":"no"}]}""", "t")]
    [InlineData("""{"title":12}""", "12")]
    [InlineData("""{"title":1.50}""", "1.5")]
    [InlineData(" \n{\"title\" : \"t\" } \t", "t")]
    public void A_value_is_read_by_its_name(string json, string expected) => Assert.Equal(expected, Read(json)["title"].Text);

    [Fact]
    public void Half_a_pair_is_read_so_that_it_can_be_refused_by_name() =>
        Assert.Equal("\ud83d", Read("""{"title":"\ud83d"}""")["title"].Text);

    [Theory]
    [InlineData("""{}""", (int)FieldKind.Missing)]
    [InlineData("""{"Title":"t"}""", (int)FieldKind.Missing)]
    [InlineData("""{"title":null}""", (int)FieldKind.Null)]
    [InlineData("""{"title":true}""", (int)FieldKind.Other)]
    [InlineData("""{"title":[]}""", (int)FieldKind.Other)]
    [InlineData("""{"title":{"a":1}}""", (int)FieldKind.Other)]
    [InlineData("""{"title":"12"}""", (int)FieldKind.Text)]
    [InlineData("""{"title":12}""", (int)FieldKind.Number)]
    public void Kinds_of_values_are_told_apart(string json, int expected) => Assert.Equal((FieldKind)expected, Read(json)["title"].Kind);

    [Theory]
    [InlineData("null", "No data provided")]
    [InlineData("[]", "Invalid data. Expected a dictionary, but got list.")]
    [InlineData("[[1],{}]", "Invalid data. Expected a dictionary, but got list.")]
    [InlineData("\"text\"", "Invalid data. Expected a dictionary, but got str.")]
    [InlineData("1", "Invalid data. Expected a dictionary, but got int.")]
    [InlineData("1.5", "Invalid data. Expected a dictionary, but got float.")]
    [InlineData("1e5", "Invalid data. Expected a dictionary, but got float.")]
    [InlineData("true", "Invalid data. Expected a dictionary, but got bool.")]
    [InlineData("false", "Invalid data. Expected a dictionary, but got bool.")]
    public void A_body_that_is_not_an_object_is_reported(string json, string expected) => Assert.Equal(expected, Read(json).NotADictionary);

    [Theory]
    [InlineData("{", "line 1 column 2")]
    [InlineData("{\n  \"title\": x}", "line 2 column 12")]
    [InlineData("   ", "line 1 column")]
    [InlineData("{} {}", "line 1 column 4")]
    [InlineData("{\"a\":1,}", "line 1 column 8")]
    [InlineData("{'a':1}", "line 1 column 2")]
    [InlineData("{\"a\":NaN}", "line 1 column 6")]
    [InlineData("{\"a\":Infinity}", "line 1 column 6")]
    [InlineData("{\"a\":\"\n\"}", "line 1 column 7")]
    [InlineData("{\"a\":01}", "line 1 column")]
    [InlineData("{\"a\":\"\\x\"}", "line 1 column")]
    [InlineData("\ufeff{}", "line 1 column 1")]
    public void Malformed_json_is_located(string json, string where)
    {
        var fault = Assert.Throws<UnreadableBodyException>(() => Read(json));
        Assert.Matches($"^JSON parse error - .+: {where}", fault.Message);
        Assert.DoesNotContain("BytePositionInLine", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Excessive_depth_is_an_error_and_not_a_crash()
    {
        var json = "{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}";
        Assert.Throws<UnreadableBodyException>(() => Read(json));
    }

    [Fact]
    public void Reasonable_depth_is_ignored_with_its_key()
    {
        var json = "{\"a\":" + new string('[', 900) + new string(']', 900) + ",\"title\":\"t\"}";
        Assert.Equal("t", Read(json)["title"].Text);
    }

    [Fact]
    public void Every_truncation_of_a_body_is_an_error_and_never_a_crash()
    {
        const string Json = """{"title":"a\ud83d\ude00\n","image":[1,{"b":null}],"likes":-1.5e3,"x":true}""";
        for (var length = 1; length < Json.Length; length++)
            Assert.Throws<UnreadableBodyException>(() => Read(Json[..length]));
    }

    [Fact]
    public void A_random_change_of_one_byte_is_read_or_refused()
    {
        var random = new Random(20);
        var body = """{"title":"a\ud83d\ude00\n","image":[1,{"b":null}],"likes":-1.5e3,"x":true}"""u8.ToArray();
        for (var round = 0; round < 20_000; round++)
        {
            var changed = body.ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next(1, 128);
            try
            {
                JsonBody.Read(changed);
            }
            catch (UnreadableBodyException)
            {
                // The only way to refuse.
            }
        }
    }

    private static RequestData Read(string json) => JsonBody.Read(Encoding.UTF8.GetBytes(json));
}
