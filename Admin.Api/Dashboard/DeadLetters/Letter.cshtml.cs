using System.Text;
using System.Text.Json;
using ProductPlatform.Messaging.Connection;
using ProductPlatform.Messaging.DeadLetters;

namespace Admin.Api.Dashboard.DeadLetters;

[Authorize(Policy = Permissions.DeadLetters.View)]
internal sealed class LetterModel(DeadLetterBox box) : PageModel
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal string Queue { get; private set; } = "";
    internal DeadLetterContent Whole { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string queue, string id, CancellationToken cancellationToken)
    {
        if (!IndexModel.Queues.Contains(queue) || string.IsNullOrEmpty(id))
            return NotFound();

        try
        {
            if (await box.FindAsync(queue, id, cancellationToken) is not { } content)
                return NotFound();

            (Queue, Whole) = (queue, content);
            return Page();
        }
        catch (BrokerUnavailableException)
        {
            // The list says what the problem is.
            return RedirectToPage("/DeadLetters/Index", new { queue });
        }
    }

    /// <summary>The body as a person reads it: JSON in lines, else text, else bytes.</summary>
    internal string Readable()
    {
        var body = Whole.Body.Span;
        try
        {
            var text = Strict.GetString(body);
            try
            {
                return JsonSerializer.Serialize(JsonDocument.Parse(text).RootElement, Indented);
            }
            catch (JsonException)
            {
                return text;
            }
        }
        catch (DecoderFallbackException)
        {
            return string.Join(
                '\n',
                Convert.ToHexStringLower(body).Chunk(32).Select(line => string.Join(' ', line.Chunk(2).Select(pair => new string(pair))))
            );
        }
    }
}
