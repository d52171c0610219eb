using System.Text;

namespace Admin.Api.Rest.Input;

/// <summary>The mark at the beginning of a text that says how it is encoded; a marked text needs no other word for it, and no
/// guess.</summary>
internal static class ByteOrderMark
{
    // The longer first: UTF-32's begins with UTF-16's.
    private static readonly Encoding[] Encodings =
    [
        new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    /// <summary>The encoding that a text says it has, which throws where the text is not so; null without a mark.</summary>
    /// <param name="text">The text, the mark included.</param>
    /// <param name="length">How many bytes the mark has.</param>
    internal static Encoding? Find(ReadOnlySpan<byte> text, out int length)
    {
        foreach (var encoding in Encodings)
        {
            if (text.StartsWith(encoding.Preamble))
            {
                length = encoding.Preamble.Length;
                return encoding;
            }
        }

        length = 0;
        return null;
    }
}
