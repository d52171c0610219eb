using ProductPlatform.Messaging.DeadLetters;

namespace Admin.Api.Dashboard.DeadLetters;

/// <summary>The dead letters that an action is about: those ticked, or all that contain a text; without a text, all.</summary>
internal sealed class DeadLetterSelection
{
    internal const int MaxSearchLength = 200;

    [FromForm(Name = "queue")]
    public string Queue { get; set; } = "";

    [FromForm(Name = "id")]
    public List<string> Ids { get; set; } = [];

    [FromForm(Name = "everything")]
    public bool Everything { get; set; }

    [FromForm(Name = "q")]
    public string? Search { get; set; }

    internal bool IsValid => IndexModel.Queues.Contains(Queue);

    internal string Describe() =>
        !Everything
            ? Ids is [var only]
                ? only
                : $"{Ids.Count} selected"
            : string.IsNullOrEmpty(Search)
                ? "all"
                : $"all with '{Search}'";

    /// <summary>How many they were, as the audit log has it.</summary>
    internal static string Describe(int count) => $"{Times.Count(count)} {(count == 1 ? "message" : "messages")}";

    internal Predicate<DeadLetter> Chosen()
    {
        if (Everything)
            return letter => string.IsNullOrEmpty(Search) || letter.Matches(Search);
        var ids = Ids.ToHashSet();
        return letter => ids.Contains(letter.Id);
    }
}
