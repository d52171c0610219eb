namespace ProductPlatform.Tests.Platform.Faults;

/// <summary>What no person would type, and a program may send.</summary>
internal static class OddInput
{
    internal static readonly string[] Texts =
    [
        "",
        " ",
        "\0",
        "a\0b",
        "\ud83c\udf63",
        new('x', 151),
        new('x', 255),
        new('x', 2001),
        new('\u00fc', 200),
        string.Concat(Enumerable.Repeat("\ud83c\udf63", 200)),
        "\uffff",
        "\u0958",
        new('\u0958', 150),
        "\u202e",
        "-1",
        "0",
        "1e9",
        "NaN",
        "\u0663",
        "2147483647",
        "2147483648",
        "9223372036854775807",
        "99999999999999999999999",
        "3155378975999999999",
        "true",
        "null",
        "[]",
        "{}",
        "'",
        "\\",
        "%",
        "_",
        "?q=\u00fc",
        "/admin/\u00fc",
        "?" + new string('\ud7ff', 300),
        "a\r\nb",
        "<b>",
    ];

    /// <summary>Bytes that are no UTF-8: a lone surrogate, a byte that begins nothing, one too long, a NUL.</summary>
    internal static readonly string[] Encoded = ["%ED%A0%80", "%FF", "%C0%80", "%00", "%F4%90%80%80", "%", "%zz", "+"];

    /// <summary>Takes any response but one that says that the server failed, and disposes it.</summary>
    internal static async Task AssertNoFaultAsync(HttpResponseMessage response, string what)
    {
        using (response)
        {
            if ((int)response.StatusCode >= 500)
                Assert.Fail($"{what}: {(int)response.StatusCode}\n{await response.Content.ReadAsStringAsync()}");
        }
    }
}
