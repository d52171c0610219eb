namespace Admin.Api.Dashboard.Users;

/// <summary>Brings a collection to what it should hold, touching only what differs.</summary>
internal static class Changes
{
    /// <summary>Changes <paramref name="current"/> and names what came and what went.</summary>
    internal static List<string> Apply<T>(ICollection<T> current, IReadOnlyCollection<T> wanted, Func<T, string> name)
    {
        var gone = current.Except(wanted).ToList();
        var come = wanted.Except(current).ToList();
        gone.ForEach(item => current.Remove(item));
        come.ForEach(current.Add);
        return [.. come.Select(item => "+" + name(item)), .. gone.Select(item => "-" + name(item))];
    }

    /// <summary>The same where the names say which are wanted: those that are there stay as they are, the others are made.</summary>
    internal static List<string> Apply<T>(
        ICollection<T> current,
        IReadOnlyCollection<string> wanted,
        Func<T, string> name,
        Func<string, T> make
    )
    {
        var kept = current.Where(item => wanted.Contains(name(item))).ToList();
        return Apply(current, [.. kept, .. wanted.Distinct().Except(kept.Select(name)).Select(make)], name);
    }
}
