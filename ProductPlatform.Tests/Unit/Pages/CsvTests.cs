using System.Text;
using Admin.Api.Dashboard.Products;
using Admin.Api.Dashboard.Shared;

namespace ProductPlatform.Tests.Unit.Pages;

public sealed class CsvTests
{
    /// <summary>What a spreadsheet program must not take for a formula, whichever of these separators its language has.</summary>
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\uFF1D1+1")]
    [InlineData("\uFF0B1")]
    [InlineData("\uFF0D1")]
    [InlineData("\uFF20SUM(A1)")]
    [InlineData(";=1+1")]
    [InlineData("mug;=cmd|' /C calc'!A0;")]
    [InlineData("mug\t=1+1")]
    [InlineData("mug|\uFF1D1+1")]
    [InlineData("mug,=1+1")]
    [InlineData("mug\n=1+1")]
    [InlineData("mug\r\n+1")]
    [InlineData("mug\r-1")]
    [InlineData("mug;\"=1+1")]
    [InlineData("mug;\"\"=1+1\"\"")]
    public async Task No_cell_begins_as_a_formula_whatever_separates_cells(string title)
    {
        var text = await WriteAsync(["id", "title", "image", "likes"], ["1", title, "i", "0"]);

        // Quotation marks do not help: a program with another separator sees them in the middle of a cell.
        foreach (var separator in ",;\t|")
            Assert.DoesNotMatch("(?m)^\"*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]", string.Join('\n', text.Split(separator, '\r', '\n')));
        Assert.Equal(["1", title, "i", "0"], Csv.Read(text).Last().Cells);
    }

    [Theory]
    [InlineData("'")]
    [InlineData("''=")]
    [InlineData("'quoted'")]
    [InlineData("rock;'n'=roll")]
    [InlineData("a;'=b,''-c")]
    [InlineData("a\r\nb\rc\nd")]
    [InlineData("a\u2028b\u2029c\u0085d\u000ce")]
    [InlineData("\"a\", \"b\"")]
    [InlineData("\ttab")]
    public async Task A_cell_survives_a_round_trip(string title)
    {
        var text = await WriteAsync(["id", "title", "image"], ["1", title, "i"], ["2", "next", "i"]);

        var rows = Csv.Read(text).ToList();

        Assert.Equal(["1", title, "i"], rows[1].Cells);
        Assert.Equal(["2", "next", "i"], rows[2].Cells);
    }

    [Fact]
    public async Task Cells_are_quoted_where_they_need_it_and_lines_end_with_CR_LF() =>
        Assert.Equal(
            "1,\"a,b\",\"say \"\"c\"\"\",\"d\ne\", f ,g;h,\"'=i,j\"\r\n",
            await WriteAsync(["1", "a,b", "say \"c\"", "d\ne", " f ", "g;h", "=i,j"])
        );

    [Theory]
    [InlineData("title,image\na;b,i\nc;d;e,i", "title image/a;b i/c;d;e i")]
    [InlineData("title;image\na,b;i\na,b;i", "title image/a,b i/a,b i")]
    [InlineData("title\timage\na\ti", "title image/a i")]
    [InlineData("\"title\";\"image\"\na;i", "title image/a i")]
    [InlineData("sep=;\ntitle;image\na;i", "title image/a i")]
    [InlineData("\"sep=;\"\ntitle;image\na;i", "title image/a i")]
    [InlineData("SEP=|\r\ntitle|image\r\na|i", "title image/a i")]
    [InlineData("something else", "something else")]
    public void The_separator_is_found(string text, string expected) =>
        Assert.Equal(expected, string.Join('/', Csv.Read(text).Select(row => string.Join(' ', row.Cells))));

    [Theory]
    [InlineData("title,image\n\"a,i\nb,j\n", "Line 2: a quotation mark has no counterpart.")]
    [InlineData("title,image\n\"a\"\"", "Line 2: a quotation mark has no counterpart.")]
    [InlineData("title,image\n\"a\nb\",i\n\"c\"d,i", "Line 4: there is text between a closing quotation mark and the separator.")]
    public void A_cell_with_one_quotation_mark_is_refused_with_its_line(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<FormatException>(() => Csv.Read(text).ToList()).Message);

    [Fact]
    public void A_quotation_mark_within_a_cell_is_text() =>
        Assert.Equal(["24\" print", "i"], Csv.Read("title,image\n24\" print,i").Last().Cells);

    [Theory]
    [InlineData("title,image\ra,i\rb,j")]
    [InlineData("title,image\r\na,i\r\n\r\nb,j\r\n")]
    [InlineData("sep=,\r\ntitle,image\na,i\n,\nb,j\n\n")]
    public void Lines_end_as_programs_end_them_and_empty_ones_are_skipped(string text) =>
        Assert.Equal(["title image", "a i", "b j"], Csv.Read(text).Select(row => string.Join(' ', row.Cells)));

    [Fact]
    public void Rows_know_their_lines() =>
        Assert.Equal([2, 3, 6], Csv.Read("sep=,\ntitle,image\n\"a\r\nb\",i\n\n\"c\rd\",j").Select(row => row.Line));

    [Fact]
    public void A_file_is_decoded_by_its_mark()
    {
        foreach (var encoding in new Encoding[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
            Assert.Equal("Käse 🧀", ImportText.Decode([.. encoding.Preamble, .. encoding.GetBytes("Käse 🧀")]));
        Assert.Equal("Käse 🧀", ImportText.Decode(Encoding.UTF8.GetBytes("Käse 🧀")));
    }

    [Fact]
    public void A_file_in_an_encoding_that_would_have_to_be_guessed_is_refused_with_what_to_do()
    {
        foreach (
            var file in new[]
            {
                Encoding.Latin1.GetBytes("Käse"),
                Encoding.Unicode.GetBytes("Käse"),
                [0xFF, 0xFE, 0x00, 0xD8],
                [0xEF, 0xBB, 0xBF, 0xFF],
            }
        )
        {
            Assert.Contains("CSV UTF-8", Assert.Throws<FormatException>(() => ImportText.Decode(file)).Message, StringComparison.Ordinal);
        }
    }

    private static async Task<string> WriteAsync(params string[][] rows)
    {
        var stream = new MemoryStream();
        await using (var writer = Csv.CreateWriter(stream))
        {
            foreach (var row in rows)
                await writer.WriteRowAsync(row, CancellationToken.None);
        }

        return ImportText.Decode(stream.ToArray());
    }
}
