namespace ProductPlatform.Tests.Chaos;

/// <summary>How long and how hard.</summary>
/// <param name="Duration">How long load and faults last; converging comes after.</param>
/// <param name="Seed">Makes the schedule of faults and the load's choices repeatable.</param>
/// <param name="Clients">Clients that change products and like at the same time.</param>
public sealed record ChaosOptions(TimeSpan Duration, int Seed, int Clients)
{
    /// <summary>Where the services lie as they were published with their runtime, each in a directory of its name; null for the builds beside this program.</summary>
    public string? Services { get; init; }

    /// <summary>Processes of each service.</summary>
    public int Replicas { get; init; } = 2;

    /// <summary>From one fault of a service to its next, about, or later when what was killed does not answer yet.</summary>
    public TimeSpan KillEvery { get; init; } = TimeSpan.FromSeconds(22);

    /// <summary>
    /// The same for the database. The broker, whose end and whose connections' end take turns, is four times as fast, because its start takes most of
    /// the time.
    /// </summary>
    public TimeSpan ServerEvery { get; init; } = TimeSpan.FromSeconds(22);

    /// <summary>How long after the last fault everything must have come together.</summary>
    public TimeSpan ConvergeWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after the last fault the watch goes on, which tells what comes late from what never does.</summary>
    public TimeSpan GiveUpAfter => ConvergeWithin + TimeSpan.FromMinutes(2);

    /// <summary>Is told of each fault when it is over.</summary>
    public Action<string>? OnFault { get; init; }

    /// <summary>A random number generator of one's own for each task, so that the tasks' timing does not change what each of them does.</summary>
    internal Random RandomFor(string task) => new(HashCode(task));

    private int HashCode(string task) => task.Aggregate(Seed, (hash, letter) => unchecked((hash * 31) + letter));
}
