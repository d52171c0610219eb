using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace Admin.Api.Dashboard.Access;

/// <summary>
/// A form that was sent when it could not be taken: what was typed, on its way through the sign-in or past an error, back to the form. It
/// travels in the pages themselves. Passwords and files are left out.
/// </summary>
/// <param name="Action">The address that it was sent to.</param>
internal sealed record KeptForm(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>The field that marks a form as brought back: it is shown again, and not saved.</summary>
    internal const string Marker = "__kept";

    private const int MaxLength = 3 * 1024 * 1024;

    private static readonly string[] Secrets = ["password", "again", "current"];

    /// <summary>Whether it was brought back already, and refused again: the next time the user decides.</summary>
    internal bool IsRepeated { get; private init; }

    /// <summary>The form of a request that was refused; null when it is none to bring back, or may come from another site: what others
    /// made up must not look as if the user had typed it.</summary>
    internal static Task<KeptForm?> ReadAsync(HttpContext context) => ReadAsync(context, context.Request.Path);

    /// <summary>The form of a request that failed, for the error page.</summary>
    internal static async Task<KeptForm?> ReadFailedAsync(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>() is { } failure
        && failure.Endpoint?.Metadata.GetMetadata<KeepsFormAttribute>() is not null
            ? await ReadAsync(context, failure.Path)
            : null;

    private static async Task<KeptForm?> ReadAsync(HttpContext context, PathString path)
    {
        var request = context.Request;
        var action = request.PathBase + path + request.QueryString;
        if (
            !HttpMethods.IsPost(request.Method)
            || !request.HasFormContentType
            || request.Query.ContainsKey("handler")
            || !Addresses.IsOurs(action)
            || !IsFromHere(request)
        )
        {
            return null;
        }

        try
        {
            var token = context.RequestServices.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.FormFieldName;
            var form = await request.ReadFormAsync(context.RequestAborted);
            List<KeyValuePair<string, string>> fields =
            [
                .. from field in form
                where field.Key != token && field.Key != Marker && !Secrets.Contains(field.Key, StringComparer.OrdinalIgnoreCase)
                from value in field.Value
                select KeyValuePair.Create(field.Key, value ?? ""),
            ];
            return fields.Count == 0 ? null : new KeptForm(action, fields) { IsRepeated = form.ContainsKey(Marker) };
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or BadHttpRequestException)
        {
            return null;
        }
    }

    internal static bool IsKept(HttpRequest request) => request.HasFormContentType && request.Form.ContainsKey(Marker);

    internal string Pack() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    /// <summary>Null when it was not packed here.</summary>
    internal static KeptForm? Unpack(string? packed)
    {
        if (packed is not { Length: > 0 and <= MaxLength })
            return null;

        try
        {
            var kept = JsonSerializer.Deserialize<KeptForm>(Base64Url.DecodeFromChars(packed));
            return kept is { Action: not null, Fields: not null } && Addresses.IsOurs(kept.Action) ? kept : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Browsers say where a form comes from; one that says nothing is old, and its form is not kept.</summary>
    private static bool IsFromHere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is [{ } site]
            ? site == "same-origin"
            : Uri.TryCreate(request.Headers[HeaderNames.Origin], UriKind.Absolute, out var origin)
                && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
