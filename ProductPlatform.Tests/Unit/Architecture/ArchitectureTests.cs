namespace ProductPlatform.Tests.Unit.Architecture;

/// <summary>What may use what.</summary>
public sealed class ArchitectureTests
{
    private static readonly string[] Projects =
    [
        "Admin.Api",
        "Admin.Data",
        "Admin.Worker",
        "Main.Api",
        "Main.Data",
        "Main.Worker",
        "ProductPlatform.AppHost",
        "ProductPlatform.Database",
        "ProductPlatform.Messaging",
        "ProductPlatform.ServiceDefaults",
        "ProductPlatform.Web",
    ];

    public static TheoryData<string> All => [.. ProductAssembly.All.Select(assembly => assembly.Name)];

    /// <summary>Projects, and beginnings of the names of assemblies that they must not reference.</summary>
    public static TheoryData<string, string> Forbidden =>
        new()
        {
            { "Admin.Api", "Main." },
            { "Admin.Worker", "Main." },
            { "Admin.Data", "Main." },
            { "Main.Api", "Admin." },
            { "Main.Worker", "Admin." },
            { "Main.Data", "Admin." },
            { "ProductPlatform.Messaging", "Admin." },
            { "ProductPlatform.Messaging", "Main." },
            { "ProductPlatform.Messaging", "ProductPlatform.Web" },
            { "ProductPlatform.Database", "Admin." },
            { "ProductPlatform.Database", "Main." },
            { "ProductPlatform.Database", "ProductPlatform.Web" },
            { "ProductPlatform.Web", "Admin." },
            { "ProductPlatform.Web", "Main." },
            { "ProductPlatform.ServiceDefaults", "Admin." },
            { "ProductPlatform.ServiceDefaults", "Main." },
            { "ProductPlatform.ServiceDefaults", "Microsoft.EntityFrameworkCore" },
            { "ProductPlatform.ServiceDefaults", "MySqlConnector" },
            { "ProductPlatform.ServiceDefaults", "Pomelo." },
        };

    [Fact]
    public void All_projects_are_checked() =>
        Assert.Subset(ProductAssembly.All.Select(assembly => assembly.Name).ToHashSet(), Projects.ToHashSet());

    [Theory]
    [MemberData(nameof(All))]
    public void Namespaces_of_a_project_have_no_cycles(string project)
    {
        var uses = ProductAssembly.All.Single(assembly => assembly.Name == project).NamespaceUses();

        var cycles = Cycles.Find(Graph(uses.Keys));

        Assert.True(
            cycles.Count == 0,
            string.Join(
                '\n',
                cycles.SelectMany(cycle =>
                    uses.Where(use => cycle.Contains(use.Key.From) && cycle.Contains(use.Key.To))
                        .Select(use => $"{use.Key.From} -> {use.Key.To}: {use.Value}")
                        .Order(StringComparer.Ordinal)
                )
            )
        );
    }

    [Fact]
    public void Projects_have_no_cycles()
    {
        var references = ProductAssembly.All.ToDictionary(assembly => assembly.Name, assembly => assembly.References);

        Assert.Empty(Cycles.Find(references));
    }

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void A_project_does_not_reference_what_it_must_not_know(string project, string forbidden) =>
        Assert.DoesNotContain(
            ProductAssembly.All.Single(assembly => assembly.Name == project).References,
            reference => reference.StartsWith(forbidden, StringComparison.Ordinal)
        );

    // The AppHost is no service: it asks the server that it has started whether it is ready.
    [Theory]
    [MemberData(nameof(All))]
    public void Only_messaging_uses_the_client_of_the_broker(string project) =>
        Assert.True(
            project is "ProductPlatform.Messaging" or "ProductPlatform.AppHost"
                || !ProductAssembly.All.Single(assembly => assembly.Name == project).References.Contains("RabbitMQ.Client")
        );

    [Fact]
    public void A_cycle_is_found_with_all_its_members_and_nothing_else()
    {
        var graph = Graph([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e"), ("e", "f"), ("f", "e"), ("x", "a")]);

        Assert.Equal(["e f", "a b c"], Cycles.Find(graph).Select(cycle => string.Join(' ', cycle)));
    }

    [Fact]
    public void A_graph_without_a_cycle_has_none() => Assert.Empty(Cycles.Find(Graph([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")])));

    private static Dictionary<string, IReadOnlySet<string>> Graph(IEnumerable<(string From, string To)> edges) =>
        edges
            .GroupBy(edge => edge.From)
            .ToDictionary(group => group.Key, IReadOnlySet<string> (group) => group.Select(edge => edge.To).ToHashSet());
}
