namespace Admin.Api.Rest.Input;

/// <summary>What stood in a request under one name, before it is known to be good.</summary>
internal readonly record struct FieldValue(FieldKind Kind, string Text = "")
{
    internal static readonly FieldValue Missing = new(FieldKind.Missing);

    internal static readonly FieldValue Null = new(FieldKind.Null);

    /// <summary>A boolean, a list, an object or a file: never a string and never a number.</summary>
    internal static readonly FieldValue Other = new(FieldKind.Other);
}

internal enum FieldKind
{
    Missing,
    Null,
    Text,
    Number,
    Other,
}
