namespace ProductPlatform.Tests.Unit.Architecture;

/// <summary>Cycles of a directed graph.</summary>
internal static class Cycles
{
    /// <summary>
    /// Groups of nodes that each reach all others of their group, sorted by name (Tarjan's strongly connected components).
    /// </summary>
    internal static IReadOnlyList<IReadOnlyList<string>> Find(IReadOnlyDictionary<string, IReadOnlySet<string>> edges)
    {
        Dictionary<string, int> index = [];
        Dictionary<string, int> low = [];
        Stack<string> open = new();
        List<IReadOnlyList<string>> cycles = [];
        foreach (var node in edges.Keys.Order(StringComparer.Ordinal))
        {
            if (!index.ContainsKey(node))
                Visit(node);
        }

        return cycles;

        void Visit(string node)
        {
            index[node] = low[node] = index.Count;
            open.Push(node);
            foreach (var next in edges.GetValueOrDefault(node) ?? new HashSet<string>())
            {
                if (!index.TryGetValue(next, out var known))
                {
                    Visit(next);
                    low[node] = Math.Min(low[node], low[next]);
                }
                else if (open.Contains(next))
                {
                    low[node] = Math.Min(low[node], known);
                }
            }

            if (low[node] != index[node])
                return;
            List<string> group = [];
            do group.Add(open.Pop());
            while (group[^1] != node);
            if (group.Count > 1)
                cycles.Add([.. group.Order(StringComparer.Ordinal)]);
        }
    }
}
