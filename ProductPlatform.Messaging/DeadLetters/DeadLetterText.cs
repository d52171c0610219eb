using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ProductPlatform.Messaging.Contracts;

namespace ProductPlatform.Messaging.DeadLetters;

/// <summary>Dead letters on a terminal or as JSON. What producers wrote is never trusted to be printable.</summary>
public static class DeadLetterText
{
    private const int HexBytes = 16;
    private static readonly string[] Titles = ["#", "ID", "EVENT", "FIRST FAILURE", "LAST FAILURE", "BYTES", "REPLAYS", "REASON"];
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Read by programs and people, never by a browser.
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A table with a title row, a row for each letter, and the total at the end.</summary>
    /// <param name="page">The letters.</param>
    /// <param name="skip">How many come before the page: numbering goes on from there.</param>
    public static string Table(DeadLetterPage page, int skip)
    {
        if (page.Letters.Count == 0)
            return $"No dead letters to show; there are {page.Total}.";

        List<string[]> rows = [Titles, .. page.Letters.Select((letter, i) => Row(letter, skip + i + 1))];
        var widths = Titles.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
            text.AppendLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());

        return text.Append(CultureInfo.InvariantCulture, $"{page.Letters.Count} of {page.Total}").ToString();
    }

    /// <summary>How many replayed messages had which outcome, and each that did not work.</summary>
    /// <param name="report">The replay.</param>
    public static string Outcomes(ReplayReport report)
    {
        var text = new StringBuilder();
        foreach (var letter in report.Letters.Where(letter => letter.Outcome is ReplayOutcome.Failed or ReplayOutcome.Pending))
        {
            var outcome =
                letter.Outcome == ReplayOutcome.Pending ? "no outcome yet" : $"failed again: {Printable(letter.Reason ?? "not said")}";
            text.AppendLine(CultureInfo.InvariantCulture, $"{Printable(letter.Id)}  {outcome}");
        }

        if (report.Problem is not null)
            text.AppendLine(report.Problem);

        return text.Append(
                CultureInfo.InvariantCulture,
                $"{report.Letters.Count} replayed: {report.Count(ReplayOutcome.Worked)} worked, "
                    + $"{report.Count(ReplayOutcome.WorkedBefore)} had worked before, {report.Count(ReplayOutcome.Failed)} failed again, "
                    + $"{report.Count(ReplayOutcome.Pending)} without an outcome yet."
            )
            .ToString();
    }

    public static string Full(DeadLetterContent content)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"id: {Printable(content.Letter.Id)}");
        Section("properties", content.Properties);
        Section("headers", content.Headers);
        text.AppendLine(CultureInfo.InvariantCulture, $"body ({content.Letter.Size} bytes):");
        return text.Append(Body(content.Body.Span)).ToString();

        void Section(string title, IReadOnlyDictionary<string, string> entries)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{title}:");
            foreach (var (name, value) in entries)
                text.AppendLine(CultureInfo.InvariantCulture, $"  {Printable(name)}: {Printable(value)}");
        }
    }

    public static string Json(DeadLetterPage page) => JsonSerializer.Serialize(page, JsonOptions);

    public static string Json(DeadLetterContent content) =>
        JsonSerializer.Serialize(
            new
            {
                content.Letter,
                content.Properties,
                content.Headers,
                Body = TextOf(content.Body.Span),
                BodyHex = Convert.ToHexStringLower(content.Body.Span),
            },
            JsonOptions
        );

    /// <summary>Escape sequences in a producer's text would be the terminal's to obey.</summary>
    public static string Printable(string text) =>
        string.Concat(
            text.Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? $"\\u{(int)c:x4}" : c.ToString())
        );

    private static string[] Row(DeadLetter letter, int number) =>
        [
            number.ToString(CultureInfo.InvariantCulture),
            Printable(letter.Id),
            Printable(letter.Event),
            Time(letter.FirstFailure),
            Time(letter.LastFailure),
            letter.Size.ToString(CultureInfo.InvariantCulture),
            letter.Replays.ToString(CultureInfo.InvariantCulture),
            Printable(letter.Reason ?? "not said"),
        ];

    private static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    private static string Body(ReadOnlySpan<byte> body)
    {
        if (TextOf(body) is { } readable)
            return Printable(readable);

        var text = new StringBuilder();
        for (var offset = 0; offset < body.Length; offset += HexBytes)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"  {offset:x8}  {Convert.ToHexStringLower(body[offset..Math.Min(offset + HexBytes, body.Length)])}"
            );
        }

        return text.ToString().TrimEnd();
    }

    private static string? TextOf(ReadOnlySpan<byte> body)
    {
        try
        {
            return StrictUtf8.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
