using Admin.Api.Dashboard.Access;
using Microsoft.AspNetCore.Http.Extensions;

namespace Admin.Api.Dashboard.Shared;

/// <summary>The address is a list's state: links change a part of it and keep the rest.</summary>
internal static class Addresses
{
    /// <summary>This page's address with some values of its query replaced; null or "" takes one out.</summary>
    internal static string With(this HttpRequest request, params (string Name, string? Value)[] changes)
    {
        var query = new QueryBuilder();
        foreach (var (name, values) in request.Query.Where(pair => changes.All(change => change.Name != pair.Key)))
            query.Add(name, values.Where(value => !string.IsNullOrEmpty(value)).Select(value => value!));
        foreach (var (name, value) in changes.Where(change => !string.IsNullOrEmpty(change.Value)))
            query.Add(name, value!);
        return request.PathBase + request.Path + query.ToQueryString();
    }

    private const int MaxLength = 2000;

    /// <summary>An address as a header can have it: what is not ASCII is percent-encoded.</summary>
    internal static string Encoded(string address) =>
        string.Concat(address.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));

    /// <summary>Whether an address is below <c>/admin</c> of this very host: the only ones that a page leads back to.</summary>
    internal static bool IsOurs(string? address) =>
        address is not null
        && (
            address == DashboardAccess.Root
            || address.StartsWith(DashboardAccess.Root + "/", StringComparison.Ordinal)
            || address.StartsWith(DashboardAccess.Root + "?", StringComparison.Ordinal)
        )
        && !address.Contains('\\')
        && FitsHeader(address);

    /// <summary>Whether a text, encoded, may be part of a Location header.</summary>
    internal static bool FitsHeader(string text) => !text.Any(char.IsControl) && Encoded(text).Length <= MaxLength;
}
