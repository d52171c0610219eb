using ProductPlatform.Messaging.Contracts;

namespace ProductPlatform.Messaging.DeadLetters;

/// <summary>One replayed message.</summary>
/// <param name="Id">The dead letter's id.</param>
/// <param name="Event">The event's name, as the message has it.</param>
/// <param name="Outcome">Pending until a consumer reports it.</param>
/// <param name="Reason">Why it failed again.</param>
public sealed record ReplayedLetter(string Id, string Event, ReplayOutcome Outcome, string? Reason);

/// <summary>A replay and its outcomes.</summary>
/// <param name="Letters">The messages that were sent back, in their order.</param>
/// <param name="Problem">Why it ended before all chosen messages were sent back; those that were not are still dead letters.</param>
public sealed record ReplayReport(IReadOnlyList<ReplayedLetter> Letters, string? Problem)
{
    /// <summary>How many messages have this outcome.</summary>
    public int Count(ReplayOutcome outcome) => Letters.Count(letter => letter.Outcome == outcome);
}
