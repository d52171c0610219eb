using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace ProductPlatform.ContainerTests;

/// <summary>The images that <c>deploy/images/build</c> makes.</summary>
public sealed class ImageTests
{
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(30);

    public static TheoryData<string, string> Images =>
        new()
        {
            { "main-api", "Main.Api" },
            { "main-worker", "Main.Worker" },
            { "admin-api", "Admin.Api" },
            { "admin-worker", "Admin.Worker" },
        };

    [Theory]
    [MemberData(nameof(Images))]
    public async Task An_image_says_what_it_was_built_from_and_runs_as_an_ordinary_user(string image, string project)
    {
        using var inspected = JsonDocument.Parse(await Docker.RunAsync("image", "inspect", Docker.Image(image)));
        var config = inspected.RootElement[0].GetProperty("Config");

        var labels = config.GetProperty("Labels");
        Assert.Equal(Docker.Setting("REVISION"), labels.GetProperty("org.opencontainers.image.revision").GetString());
        Assert.Equal(Docker.Setting("SOURCE_URL"), labels.GetProperty("org.opencontainers.image.source").GetString());
        Assert.Equal(Docker.First, labels.GetProperty("org.opencontainers.image.version").GetString());
        Assert.Equal(project, labels.GetProperty("org.opencontainers.image.title").GetString());

        var user = config.GetProperty("User").GetString()!.Split(':')[0];
        Assert.True(int.Parse(user, CultureInfo.InvariantCulture) >= 10_000);
    }

    [Theory]
    [MemberData(nameof(Images))]
    public async Task A_service_serves_without_writing_without_rights_and_as_any_user_and_stops_in_time(string image, string project)
    {
        var container = await Docker.RunAsync([
            "run",
            "--detach",
            "--network=none",
            "--read-only",
            "--tmpfs=/tmp",
            "--cap-drop=ALL",
            "--security-opt=no-new-privileges",
            "--user=23456:23456",
            "--env=SECRET_NAME=",
            "--env=ConnectionStrings__messaging=amqp://127.0.0.1:9",
            "--env=ConnectionStrings__maindb=Server=127.0.0.1;Port=9;User ID=main;Password=main;Database=main",
            "--env=ConnectionStrings__admindb=Server=127.0.0.1;Port=9;User ID=admin;Password=admin;Database=admin",
            Docker.Image(image),
        ]);
        try
        {
            // It serves, and says that its database is missing.
            await Eventually.IsTrueAsync(
                async () =>
                {
                    var probe = await Docker.TryAsync("exec", container, "dotnet", $"/app/{project}.dll", "probe");
                    return probe.ExitCode == 1 && probe.StandardOutput.Contains("\"unhealthy\"", StringComparison.Ordinal);
                },
                $"{image} answers its probe"
            );

            var started = Stopwatch.GetTimestamp();
            await Docker.RunAsync("stop", $"--time={GracePeriod.TotalSeconds}", container);
            Assert.True(Stopwatch.GetElapsedTime(started) < GracePeriod);
            Assert.Equal("0", await Docker.RunAsync("inspect", "--format={{.State.ExitCode}}", container));
        }
        finally
        {
            await Docker.TryAsync("rm", "--force", container);
        }
    }

    [Fact]
    public async Task A_commit_gives_the_same_files_each_time_it_is_built()
    {
        var before = await FilesAsync(Docker.Image("main-api", Docker.Second));
        var after = await FilesAsync(Docker.Image("main-api", Docker.Third));

        Assert.Contains("Main.Api.dll", before.Keys);
        Assert.Empty(before.Except(after).Concat(after.Except(before)).Select(file => file.Key).Distinct());
    }

    [Theory]
    [MemberData(nameof(Images))]
    public async Task The_bill_of_materials_has_every_package_of_the_image(string image, string project)
    {
        using var dependencies = JsonDocument.Parse(await ReadAsync(Docker.Image(image), $"{project}.deps.json"));
        using var materials = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(Docker.Setting("MATERIALS"), $"{image}.cdx.json"))
        );

        var packages = dependencies
            .RootElement.GetProperty("libraries")
            .EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => library.Name);
        var listed = materials
            .RootElement.GetProperty("components")
            .EnumerateArray()
            .Select(component => $"{component.GetProperty("name").GetString()}/{component.GetProperty("version").GetString()}")
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.NotEmpty(packages);
        Assert.DoesNotContain(packages, package => !listed.Contains(package));
    }

    /// <summary>The hash of each file of an image's application, by its path.</summary>
    private static Task<SortedDictionary<string, string>> FilesAsync(string image) =>
        WithApplicationAsync(
            image,
            directory => new SortedDictionary<string, string>(
                Directory
                    .EnumerateFiles(directory, "*", SearchOption.AllDirectories)
                    .ToDictionary(
                        file => Path.GetRelativePath(directory, file),
                        file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))
                    ),
                StringComparer.Ordinal
            )
        );

    private static Task<string> ReadAsync(string image, string file) =>
        WithApplicationAsync(image, directory => File.ReadAllText(Path.Combine(directory, file)));

    private static async Task<T> WithApplicationAsync<T>(string image, Func<string, T> read)
    {
        var copy = Directory.CreateTempSubdirectory();
        var container = await Docker.RunAsync("create", image);
        try
        {
            await Docker.RunAsync("cp", $"{container}:/app/.", copy.FullName);
            return read(copy.FullName);
        }
        finally
        {
            await Docker.TryAsync("rm", container);
            copy.Delete(recursive: true);
        }
    }
}
