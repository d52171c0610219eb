namespace Admin.Api.Dashboard.Shared;

/// <summary>One field of a form, drawn by <c>_Field</c> with its label, help and the errors that the model state holds for it.</summary>
internal sealed record Field(string Name, string Label, string? Value = null)
{
    public string Type { get; init; } = "text";
    public string? Help { get; init; }
    public bool Required { get; init; }
    public bool ReadOnly { get; init; }
    public bool First { get; init; }
    public string? Autocomplete { get; init; }
    public int? MaxLength { get; init; }

    /// <summary>Characters that the server takes; they are counted while one types, and nothing is cut off.</summary>
    public int? Limit { get; init; }

    public string? InputMode { get; init; }
    public string? Placeholder { get; init; }

    internal string Id => "id_" + Name.Replace('.', '_');
}

/// <summary>A box to tick, drawn by <c>_Check</c>.</summary>
internal sealed record Check(string Name, string Label, bool Checked)
{
    public string? Help { get; init; }
    public bool ReadOnly { get; init; }

    /// <summary>Shown as text: the viewer can change nothing on this page.</summary>
    public bool Plain { get; init; }

    public string Value { get; init; } = "true";
    public string Id { get; init; } = "id_" + Name.Replace('.', '_');
}

/// <summary>One of several, drawn by <c>_Choice</c>.</summary>
internal sealed record Choice(string Name, string Label, string Value, IReadOnlyList<(string Value, string Label)> Options)
{
    internal string Id => "id_" + Name;
}
