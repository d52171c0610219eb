namespace Main.Data.Keys;

/// <summary>A key that form tokens are sealed with; all replicas share the table.</summary>
public sealed class ProtectionKey
{
    /// <summary>Row number.</summary>
    public int Id { get; private set; }

    /// <summary>The framework's name for it.</summary>
    public required string Name { get; init; }

    /// <summary>The key, as the framework writes it.</summary>
    public required string Xml { get; init; }
}
