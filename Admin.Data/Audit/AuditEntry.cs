namespace Admin.Data.Audit;

/// <summary>An action that was done or refused, kept for later questions.</summary>
public sealed class AuditEntry
{
    public long Id { get; private set; }

    public DateTime At { get; init; }

    /// <summary>What was done.</summary>
    public AuditKind Kind { get; init; }

    /// <summary>Who did it: a user name as it was then, or the way it came in.</summary>
    public required string Actor { get; init; }

    /// <summary>Where it came from; empty when it did not come over the network.</summary>
    public required string Address { get; init; }

    /// <summary>What it was done to.</summary>
    public required string Subject { get; init; }

    /// <summary>What there is to add; never a secret.</summary>
    public required string Details { get; init; }
}
