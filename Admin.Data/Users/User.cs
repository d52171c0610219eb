namespace Admin.Data.Users;

/// <summary>A user of the platform.</summary>
public sealed class User
{
    /// <summary>Given by the database.</summary>
    public int Id { get; private set; }

    /// <summary>The name shown.</summary>
    public required string Name { get; set; }

    /// <summary>Unique.</summary>
    public required string Email { get; set; }
}
