using System.Security.Cryptography;
using ProductPlatform.Testing;

namespace ProductPlatform.Load;

/// <summary>How a fleet's processes run.</summary>
/// <param name="Replicas">Processes of each service.</param>
internal sealed record FleetOptions(int Replicas)
{
    /// <summary>Ends the names of the database accounts, which two fleets on one server must not share.</summary>
    public string AccountSuffix { get; init; } = "";

    /// <summary>Of the database accounts, and what the processes share.</summary>
    public string Password { get; init; } = RandomNumberGenerator.GetHexString(20);

    /// <summary>Where Main.Api asks for users; the fleet's own replicas of Admin.Api when null.</summary>
    public Uri? AdminAddress { get; init; }

    /// <summary>The path of a service's program.</summary>
    public Func<string, string> Program { get; init; } = Repository.Program;

    /// <summary>What the processes see besides their connections and what load needs: no limits, and anonymous writes.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Processes that start soon and are killed soon.</summary>
    internal static FleetOptions ForChaos(int replicas) =>
        new(replicas)
        {
            Environment = new Dictionary<string, string>
            {
                ["DOTNET_gcServer"] = "0",
                ["DOTNET_TieredPGO"] = "0",
                // No second mapping of each page of code, which .NET documents as a cost of starting.
                ["DOTNET_EnableWriteXorExecute"] = "0",
                ["OTEL_TRACES_SAMPLER"] = "always_off",
            },
        };
}
