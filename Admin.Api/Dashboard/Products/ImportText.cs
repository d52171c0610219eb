using System.Buffers.Text;
using System.Text;
using Admin.Api.Rest.Input;

namespace Admin.Api.Dashboard.Products;

/// <summary>The text of an import: decoded without a guess, carried through the preview as it is, cells' line ends included.</summary>
internal static class ImportText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes a file by its byte order mark, else as UTF-8. Anything else would have to be guessed, and a wrong guess destroys
    /// titles.</summary>
    /// <exception cref="FormatException">It is neither; the message says what to do.</exception>
    internal static string Decode(ReadOnlySpan<byte> file)
    {
        try
        {
            var encoding = ByteOrderMark.Find(file, out var mark) ?? StrictUtf8;
            var text = encoding.GetString(file[mark..]);
            return text.Contains('\0') ? throw NotText() : text;
        }
        catch (DecoderFallbackException)
        {
            throw NotText();
        }
    }

    /// <summary>A browser ends every line of a text area with CR LF, whatever was typed or pasted.</summary>
    internal static string FromTextArea(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>For a hidden field, where a browser would change line ends.</summary>
    internal static string Pack(string text) => Base64Url.EncodeToString(StrictUtf8.GetBytes(text));

    /// <exception cref="FormatException">It was not packed here.</exception>
    internal static string Unpack(string packed)
    {
        try
        {
            return StrictUtf8.GetString(Base64Url.DecodeFromChars(packed));
        }
        catch (DecoderFallbackException)
        {
            throw NotText();
        }
    }

    private static FormatException NotText() =>
        new(
            T("This file is not Unicode text.")
                + " "
                + T("Save it as \"CSV UTF-8\" or as \"Unicode text\" in the spreadsheet program, and choose that file.")
        );
}
