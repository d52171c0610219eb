using System.Text.Json;
using System.Text.Json.Nodes;
using CliWrap;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.AppHost;

public sealed class ManifestTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Theory]
    [InlineData("--publisher manifest")]
    [InlineData("--operation publish --step publish-manifest")]
    public async Task The_manifest_is_the_one_that_deployment_relies_on(string how)
    {
        var directory = Directory.CreateDirectory(Path.Combine(Repository.AppHost, "obj", $"manifest-{Guid.NewGuid():n}"));
        try
        {
            await Cli.Wrap("dotnet")
                .WithArguments([
                    "exec",
                    Repository.Program("ProductPlatform.AppHost"),
                    .. how.Split(' '),
                    "--output-path",
                    directory.FullName,
                ])
                .ExecuteAsync();

            var expected = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "AppHost", "aspire-manifest.json"));
            var published = await File.ReadAllTextAsync(Path.Combine(directory.FullName, "aspire-manifest.json"));
            Assert.Equal(Text(expected), Text(published));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static string Text(string json) => JsonNode.Parse(json)!.ToJsonString(Indented);
}
