namespace Admin.Api.Rest.Input;

/// <summary>A request's body as a dictionary, from whichever media type it came.</summary>
/// <param name="Fields">The values by name; of a name that stood twice, the last.</param>
/// <param name="IsForm">A form cannot leave a value out, so an empty optional value counts as missing.</param>
/// <param name="NotADictionary">The sentence to answer when the body was a list, a number or the like.</param>
internal sealed record RequestData(IReadOnlyDictionary<string, FieldValue> Fields, bool IsForm = false, string? NotADictionary = null)
{
    private static readonly Dictionary<string, FieldValue> NoFields = [];

    internal static readonly RequestData Empty = new(NoFields);

    internal static readonly RequestData Null = new(NoFields, NotADictionary: "No data provided");

    internal static RequestData Wrong(string type) =>
        new(NoFields, NotADictionary: $"Invalid data. Expected a dictionary, but got {type}.");

    internal FieldValue this[string name] => Fields.GetValueOrDefault(name, FieldValue.Missing);
}
