namespace Admin.Data.Lists;

/// <summary>A person's name for what a list of the dashboard is filtered and sorted by.</summary>
public sealed class SavedFilter
{
    /// <summary>A name's greatest length.</summary>
    public const int NameLength = 80;

    /// <summary>A query's greatest length.</summary>
    public const int QueryLength = 1500;

    public int Id { get; private set; }

    /// <summary>Whose it is: no other user sees it, and it goes with the account.</summary>
    public int UserId { get; init; }

    /// <summary>The list's key.</summary>
    public required string List { get; init; }

    public required string Name { get; set; }

    /// <summary>The query of the list's address, with the question mark.</summary>
    public required string Query { get; set; }
}

/// <summary>Which columns of a list a person wants to see; without a row, those that everyone sees at first.</summary>
public sealed class ListColumns
{
    public int UserId { get; init; }

    /// <summary>The list's key.</summary>
    public required string List { get; init; }

    /// <summary>The columns' keys, separated by spaces.</summary>
    public required string Columns { get; set; }
}
