namespace ProductPlatform.Tests.Chaos;

/// <summary>How long and how hard.</summary>
/// <param name="Duration">How long load and faults last; converging comes after.</param>
/// <param name="Seed">Makes the schedule of faults and the load's choices repeatable.</param>
/// <param name="Clients">Clients that change products and like at the same time.</param>
/// <param name="KillEvery">One service process is killed this often.</param>
/// <param name="ServerEvery">Broker and database are each killed this often.</param>
public sealed record ChaosOptions(TimeSpan Duration, int Seed, int Clients, TimeSpan KillEvery, TimeSpan ServerEvery)
{
    /// <summary>How long after the last fault everything must have come together.</summary>
    public TimeSpan ConvergeWithin { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A random number generator of one's own for each task, so that the tasks' timing does not change what each of them does.</summary>
    internal Random RandomFor(string task) => new(HashCode(task));

    private int HashCode(string task) => task.Aggregate(Seed, (hash, letter) => unchecked((hash * 31) + letter));
}
