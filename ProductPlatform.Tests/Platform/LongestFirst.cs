using ProductPlatform.Tests.Bench;
using ProductPlatform.Tests.Chaos;
using ProductPlatform.Tests.Servers;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer(
    "ProductPlatform.Tests.Platform." + nameof(ProductPlatform.Tests.Platform.LongestFirst),
    "ProductPlatform.Tests"
)]

namespace ProductPlatform.Tests.Platform;

/// <summary>Begins with the collections that take longest, so that none of them is left to run alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        nameof(BenchTests),
        nameof(ChaosTests),
        TlsTests.Name,
        Browser.BrowserTests.Name,
        Browser.AccountTests.Name,
        nameof(ServerPairTests),
    ];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection =>
            Array.FindIndex(Long, name => collection.DisplayName.Contains(name, StringComparison.Ordinal)) is >= 0 and var place
                ? place
                : Long.Length
        );
}
