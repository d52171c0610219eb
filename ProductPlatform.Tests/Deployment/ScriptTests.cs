using CliWrap;
using CliWrap.Buffered;

namespace ProductPlatform.Tests.Deployment;

/// <summary>The steps of the Jenkinsfile that need no cloud, run as a person runs them.</summary>
public sealed class ScriptTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("productplatform-ci-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("Main.Api/Program.cs", "main-api")]
    [InlineData("Admin.Data/Products/Product.cs", "admin-api admin-worker")]
    [InlineData("ProductPlatform.Workers/WorkerHost.cs", "admin-worker main-worker")]
    [InlineData("ProductPlatform.Messaging/Topology.cs", "admin-api admin-worker main-api main-worker")]
    [InlineData("Directory.Packages.props", "admin-api admin-worker main-api main-worker")]
    [InlineData("docs/operations.md", "")]
    public async Task Only_images_of_what_changed_are_built(string file, string images)
    {
        await GitAsync("init", "--quiet");
        await GitAsync("commit", "--quiet", "--allow-empty", "--message", "Before");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_directory, file))!);
        await File.WriteAllTextAsync(Path.Combine(_directory, file), "");
        await GitAsync("add", ".");
        await GitAsync("commit", "--quiet", "--message", "Change");

        Assert.Equal(images, await OutputAsync("changed-images", "HEAD~1"));
    }

    [Fact]
    public async Task All_images_are_built_where_the_last_release_is_not_known()
    {
        await GitAsync("init", "--quiet");

        Assert.Equal("admin-api admin-worker main-api main-worker", await OutputAsync("changed-images", "HEAD~1"));
    }

    [Fact]
    public async Task An_upgrade_is_not_tried_in_a_shallow_clone_without_the_last_release()
    {
        var (origin, clone) = (Path.Combine(_directory, "origin"), Path.Combine(_directory, "clone"));
        Directory.CreateDirectory(Path.Combine(origin, "eng"));
        foreach (var file in (string[])["test-upgrade", "dotnet"])
            File.Copy(Path.Combine(Deployments.Folder, "..", "eng", file), Path.Combine(origin, "eng", file));
        await GitAsync("init", "--quiet", origin);
        await GitAsync("-C", origin, "add", ".");
        await GitAsync("-C", origin, "commit", "--quiet", "--message", "Release");
        await GitAsync("-C", origin, "commit", "--quiet", "--allow-empty", "--message", "Change");
        await GitAsync("clone", "--quiet", "--depth", "1", $"file://{origin}", clone);

        var result = await Cli.Wrap("/bin/bash")
            .WithArguments([Path.Combine(clone, "eng", "test-upgrade")])
            .WithEnvironmentVariables(environment => environment.Set("LAST_RELEASE", "HEAD^"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(
            "lacks the last release (HEAD^): run 'git fetch --unshallow --tags'",
            result.StandardError,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Images_that_cannot_be_scanned_fail_the_build()
    {
        var result = await RunAsync("scan-image", ["any"], ("PATH", _directory));

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("trivy is not installed", result.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_with_vulnerabilities_fail_the_build()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "trivy"), "#!/bin/sh\nfor last; do :; done\n[ \"$last\" != vulnerable ]\n");
        await Cli.Wrap("chmod").WithArguments(["+x", Path.Combine(_directory, "trivy")]).ExecuteAsync();

        Assert.Equal(0, (await RunAsync("scan-image", ["good", "better"], ("PATH", $"{_directory}:/usr/bin:/bin"))).ExitCode);
        Assert.NotEqual(0, (await RunAsync("scan-image", ["vulnerable", "good"], ("PATH", $"{_directory}:/usr/bin:/bin"))).ExitCode);
    }

    [Fact]
    public async Task A_build_does_not_take_the_tag_of_its_images_for_its_version()
    {
        var project = Path.Combine(Deployments.Folder, "..", "Main.Api", "Main.Api.csproj");

        var answer = await Cli.Wrap("dotnet")
            .WithArguments(["msbuild", project, "-getProperty:Version"])
            .WithEnvironmentVariables(variables => variables.Set("VERSION", "88a53c2"))
            .ExecuteBufferedAsync();

        Assert.Equal("1.0.0", answer.StandardOutput.Trim());
    }

    [Fact]
    public async Task Without_a_webhook_a_notification_is_only_printed()
    {
        var result = await RunAsync("notify", ["It \"works\""], ("NOTIFY_URL", null));

        Assert.Equal((0, "It \"works\"\n"), (result.ExitCode, result.StandardOutput));
    }

    private async Task<string> OutputAsync(string script, params string[] arguments)
    {
        var result = await RunAsync(script, arguments);
        Assert.True(result.ExitCode == 0, result.StandardError);
        return string.Join(' ', result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private Task<BufferedCommandResult> RunAsync(string script, string[] arguments, params (string Name, string? Value)[] environment) =>
        Cli.Wrap("/bin/bash")
            .WithArguments([Path.Combine(Deployments.Folder, "ci", script), .. arguments])
            .WithWorkingDirectory(_directory)
            .WithEnvironmentVariables(environment.ToDictionary(variable => variable.Name, variable => variable.Value))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync()
            .Task;

    private async Task GitAsync(params string[] arguments) =>
        await Cli.Wrap("git")
            .WithArguments(["-c", "user.name=Test", "-c", "user.email=test@example.org", .. arguments])
            .WithWorkingDirectory(_directory)
            .ExecuteBufferedAsync();
}
