using ProductPlatform.Database;

namespace ProductPlatform.Tests.Database;

/// <summary>What callers who share a commit may know of each other: nothing.</summary>
public sealed class GroupCommitTests
{
    private readonly List<IReadOnlyList<string>> _commits = [];
    private readonly TaskCompletionSource _firstMayEnd = new();
    private readonly TaskCompletionSource _firstBegan = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Items_that_come_during_a_commit_are_the_next_one()
    {
        var group = new GroupCommit<string, int>(CommitAsync, mostItems: 3);
        var lengths = await WriteAsync(group, "a", "bb", "ccc", "dddd", "eeeee");

        Assert.Equal([1, 2, 3, 4, 5], lengths);
        Assert.Equal(
            [
                ["a"],
                ["bb", "ccc", "dddd"],
                ["eeeee"],
            ],
            _commits
        );
    }

    [Fact]
    public async Task An_item_that_cannot_be_written_takes_no_other_with_it()
    {
        var group = new GroupCommit<string, int>(CommitAsync, mostItems: 10);
        var first = group.WriteAsync("a", CancellationToken.None);
        await _firstBegan.Task;
        var good = group.WriteAsync("bb", CancellationToken.None);
        var bad = group.WriteAsync("bad", CancellationToken.None);
        _firstMayEnd.SetResult();

        Assert.Equal((1, 2), (await first, await good));
        await Assert.ThrowsAsync<FormatException>(() => bad);
        Assert.Equal(4, await group.WriteAsync("next", CancellationToken.None));
    }

    [Fact]
    public async Task While_the_database_is_unavailable_each_commit_fails_at_once_for_all_of_it()
    {
        var group = new GroupCommit<string, int>(CommitAsync, mostItems: 10);
        var first = group.WriteAsync("a", CancellationToken.None);
        await _firstBegan.Task;
        var others = Enumerable.Range(0, 5).Select(_ => group.WriteAsync("unavailable", CancellationToken.None)).ToList();
        _firstMayEnd.SetResult();

        await first;
        foreach (var other in others)
            await Assert.ThrowsAsync<TimeoutException>(() => other);
        Assert.Equal(2, _commits.Count);
    }

    [Fact]
    public async Task A_caller_that_gives_up_leaves_the_others_alone()
    {
        var group = new GroupCommit<string, int>(CommitAsync, mostItems: 10);
        using var gone = new CancellationTokenSource();
        var first = group.WriteAsync("a", gone.Token);
        await _firstBegan.Task;
        var second = group.WriteAsync("bb", CancellationToken.None);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _firstMayEnd.SetResult();

        Assert.Equal(2, await second);
    }

    private async Task<int[]> WriteAsync(GroupCommit<string, int> group, string first, params string[] others)
    {
        var begun = group.WriteAsync(first, CancellationToken.None);
        await _firstBegan.Task;
        var rest = others.Select(item => group.WriteAsync(item, CancellationToken.None)).ToList();
        _firstMayEnd.SetResult();
        return [await begun, .. await Task.WhenAll(rest)];
    }

    private async Task<IReadOnlyList<int>> CommitAsync(IReadOnlyList<string> items, CancellationToken cancellationToken)
    {
        lock (_commits)
            _commits.Add(items);
        _firstBegan.TrySetResult();
        await _firstMayEnd.Task;
        if (items.Contains("unavailable"))
            throw new TimeoutException();
        return items.Contains("bad") ? throw new FormatException() : [.. items.Select(item => item.Length)];
    }
}
