namespace ProductPlatform.Load;

/// <summary>How long and how hard.</summary>
/// <param name="Duration">How long load and faults last; converging comes after.</param>
/// <param name="Seed">Makes the schedule of faults and the load's choices repeatable.</param>
/// <param name="Clients">Clients that change products and like at the same time.</param>
internal sealed record ChaosOptions(TimeSpan Duration, int Seed, int Clients)
{
    /// <summary>What ./test runs. How soon everything converges is not held against a machine that builds something else meanwhile.</summary>
    internal static readonly ChaosOptions Short = new(TimeSpan.FromSeconds(30), Seed: 7, Clients: 6)
    {
        KillEvery = TimeSpan.FromSeconds(8),
        SlowReaders = 10,
        ConvergeWithin = TimeSpan.FromMinutes(3),
    };

    /// <summary>The same for one outage of the broker.</summary>
    internal static readonly ChaosOptions ShortOutage = new(TimeSpan.FromSeconds(6), Seed: 7, Clients: 3)
    {
        Replicas = 1,
        ConvergeWithin = TimeSpan.FromMinutes(3),
    };

    /// <summary>A run of this length in which a fault never happened has shown nothing of it.</summary>
    private static readonly TimeSpan LongEnoughForAll = TimeSpan.FromMinutes(5);

    /// <summary>Processes of each service.</summary>
    public int Replicas { get; init; } = 2;

    /// <summary>From one fault of a service to its next, about, or later when what was killed is not ready yet.</summary>
    public TimeSpan KillEvery { get; init; } = TimeSpan.FromSeconds(22);

    /// <summary>
    /// The same for the database. The broker, which is killed and has its connections closed alternately, is four times as fast, because its start takes most of
    /// the time.
    /// </summary>
    public TimeSpan ServerEvery { get; init; } = TimeSpan.FromSeconds(22);

    /// <summary>Clients that read long answers slowly, for the whole run.</summary>
    public int SlowReaders { get; init; } = 40;

    /// <summary>How long after the last fault everything must have come together.</summary>
    public TimeSpan ConvergeWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How much longer a message without an id may take: one that is delivered again waits until no other consumer can be about to acknowledge its twin
    /// (docs/decisions/0017).
    /// </summary>
    public TimeSpan WithoutIdWithin { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>How long after the last fault the run still watches, which tells what is late from what is lost.</summary>
    public TimeSpan GiveUpAfter => ConvergeWithin + TimeSpan.FromMinutes(2);

    /// <summary>Whether every kind of fault must have happened.</summary>
    internal bool ExpectsEveryFault => Duration >= LongEnoughForAll;

    /// <summary>Is told what begins, and of each fault when it is over.</summary>
    public Action<string>? OnProgress { get; init; }

    /// <summary>A random number generator of one's own for each task, so that the tasks' timing does not change what each of them does.</summary>
    internal Random RandomFor(string task) => new(HashCode(task));

    private int HashCode(string task) => task.Aggregate(Seed, (hash, letter) => unchecked((hash * 31) + letter));
}
