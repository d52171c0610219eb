using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace ProductPlatform.Web;

/// <summary>The part of a list that a client asks for; without <c>limit</c> it is the whole list, as old clients expect.</summary>
/// <param name="Limit">How many rows at most, or null for all.</param>
/// <param name="After">Only rows with a greater id.</param>
public sealed record PageQuery(int? Limit, int After)
{
    private const int MaxLimit = 1000;

    /// <summary>Reads <c>?limit=</c> and <c>?after=</c>; <paramref name="errors"/> holds a sentence per bad one.</summary>
    public static PageQuery Read(IQueryCollection query, out Dictionary<string, string[]> errors)
    {
        errors = [];
        return new PageQuery(ReadInteger(query, "limit", 1, MaxLimit, errors), ReadInteger(query, "after", 0, int.MaxValue, errors) ?? 0);
    }

    /// <summary>Cuts the row that was read beyond the page, and says in a Link header where the next page starts.</summary>
    public void Cut<T>(HttpContext context, List<T> rows, Func<T, int> id)
    {
        if (rows.Count <= Limit || Limit is not { } limit)
            return;

        rows.RemoveRange(limit, rows.Count - limit);
        context.Response.Headers.Link = $"<{NextAddress(context, id(rows[^1]))}>; rel=\"next\"";
    }

    /// <summary>With the host only where it is known: a client may say anything in its Host header, and a cache keep it for
    /// others.</summary>
    private static string NextAddress(HttpContext context, int after)
    {
        var request = context.Request;
        var query = QueryString.Create(
            request
                .Query.Where(pair => !string.Equals(pair.Key, "after", StringComparison.OrdinalIgnoreCase))
                .Append(new("after", after.ToString(CultureInfo.InvariantCulture)))
        );
        return context.HasKnownHost()
            ? UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path, query)
            : UriHelper.BuildRelative(request.PathBase, request.Path, query);
    }

    private static int? ReadInteger(IQueryCollection query, string name, int min, int max, Dictionary<string, string[]> errors)
    {
        if (!query.TryGetValue(name, out var values))
            return null;

        // A huge number is still an integer: Int128 tells "too large" from "not a number" for any that a person would type.
        if (!Int128.TryParse(values[^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            errors[name] = ["A valid integer is required."];
        else if (value < min)
            errors[name] = [$"Ensure this value is greater than or equal to {min}."];
        else if (value > max)
            errors[name] = [$"Ensure this value is less than or equal to {max}."];
        else
            return (int)value;

        return null;
    }
}
