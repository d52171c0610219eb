using CliWrap;
using CliWrap.Buffered;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Deployment;

/// <summary>A change of the product must not leave a guarantee's mutation behind: it takes an hour to run them all, and seconds to know this.</summary>
public sealed class MutationsTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("productplatform-mutations-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Every_guarantee_has_a_mutation_and_every_mutation_applies()
    {
        var result = await CheckAsync(Repository.Root);

        Assert.True(result.ExitCode == 0, result.StandardError);
    }

    [Fact]
    public async Task A_guarantee_without_a_mutation_and_a_mutation_that_does_not_apply_are_told()
    {
        foreach (var folder in (string[])["docs", "eng/mutations.d"])
            Directory.CreateDirectory(Path.Combine(_directory, folder));
        File.Copy(Path.Combine(Repository.Root, "eng/mutations"), Path.Combine(_directory, "eng/mutations"));
        await File.WriteAllTextAsync(
            Path.Combine(_directory, "docs/architecture.md"),
            """
            ## What can go wrong, and what happens
            | what | then |
            |---|---|
            | the broker stops | nothing is lost |
            | the database stops | nothing is lost |
            """
        );
        await File.WriteAllTextAsync(Path.Combine(_directory, "Product.cs"), "as it is now\n");
        await File.WriteAllTextAsync(
            Path.Combine(_directory, "eng/mutations.d/broker.patch"),
            """
            Guarantee: the broker stops
            Mutation: nothing is confirmed
            Tests: BrokerTests
            diff --git a/Product.cs b/Product.cs
            --- a/Product.cs
            +++ b/Product.cs
            @@ -1 +1 @@
            -as it was
            +as it must not be

            """
        );

        var result = await CheckAsync(_directory);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("broker.patch: no longer applies", result.StandardError, StringComparison.Ordinal);
        Assert.Contains("No mutation for 'the database stops'.", result.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("has no guarantee", result.StandardError, StringComparison.Ordinal);
    }

    private static Task<BufferedCommandResult> CheckAsync(string checkout) =>
        Cli.Wrap("/bin/bash")
            .WithArguments([Path.Combine(checkout, "eng", "mutations"), "--check"])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync()
            .Task;
}
