using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using Aspire.Hosting.Running;
using CliWrap;

namespace ProductPlatform.Tests.Offline.Hosting;

public sealed class ManifestTests
{
    public static TheoryData<string> WaysToAsk => ["--publisher manifest", "--operation publish --step publish-manifest"];

    [Theory]
    [MemberData(nameof(WaysToAsk))]
    public async Task The_AppHost_publishes_the_manifest_that_Aspire_does(string asked)
    {
        var directory = Directory.CreateDirectory(Path.Combine(Projects.ProductPlatform_AppHost.ProjectPath, "obj", $"manifest-{Guid.NewGuid():n}"));
        try
        {
            var output = Path.Combine(directory.FullName, "aspire-manifest.json");
            await Cli.Wrap(ProjectProgram.Dotnet).WithWorkingDirectory(Projects.ProductPlatform_AppHost.ProjectPath)
                .WithArguments(["exec", AppHostProgram, .. asked.Split(' '), "--output-path", directory.FullName]).ExecuteAsync();

            Same(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Offline", "Hosting", "aspire-manifest.json")), await File.ReadAllTextAsync(output));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_executable_has_its_command_its_arguments_and_its_bindings() => Same(
        """
        {
          "type": "executable.v0",
          "workingDirectory": "net",
          "command": "tool",
          "args": ["--port", "{tool.bindings.web.targetPort}"],
          "env": { "PEER": "{tool.bindings.web.url}" },
          "bindings": {
            "web": { "scheme": "http", "protocol": "tcp", "transport": "http", "port": 80, "targetPort": 8000, "external": true },
            "raw": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 8001 }
          }
        }
        """,
        await PublishAsync(builder =>
        {
            var tool = builder.AddExecutable("tool", "tool", "net").WithHttpEndpoint(port: 80, name: "web").WithExternalHttpEndpoints()
                .WithEndpoint(name: "raw");
            return tool.WithArgs("--port", tool.GetEndpoint("web").Property(EndpointProperty.TargetPort))
                .WithEnvironment("PEER", tool.GetEndpoint("web"));
        }));

    [Fact]
    public async Task A_container_has_its_image_its_mounts_and_its_entrypoint() => Same(
        """
        {
          "type": "container.v0",
          "image": "library/redis:7",
          "bindMounts": [{ "source": "conf", "target": "/conf", "readOnly": true }],
          "volumes": [{ "name": "data", "target": "/data", "readOnly": false }]
        }
        """,
        await PublishAsync(builder => builder.AddContainer("cache", "library/redis:7").WithBindMount("conf", "/conf", isReadOnly: true).WithVolume("data", "/data")));

    [Fact]
    public async Task A_plain_parameter_may_publish_its_value_as_default() => Same(
        """
        {
          "type": "parameter.v0",
          "value": "{size.inputs.value}",
          "inputs": { "value": { "type": "string", "default": { "value": "large" } } }
        }
        """,
        await PublishAsync(builder => builder.AddParameter("size", "large", publishValueAsDefault: true)));

    [Fact]
    public async Task A_connection_string_from_configuration_is_a_secret_parameter() => Same(
        """
        {
          "type": "parameter.v0",
          "connectionString": "{legacy.value}",
          "value": "{legacy.inputs.value}",
          "inputs": { "value": { "type": "string", "secret": true } }
        }
        """,
        await PublishAsync(builder => builder.AddConnectionString("legacy")));

    private static string AppHostProgram
    {
        get
        {
            var configuration = typeof(ManifestTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
            return Directory.EnumerateFiles(
                Path.Combine(Projects.ProductPlatform_AppHost.ProjectPath, "bin", configuration), "ProductPlatform.AppHost.dll", SearchOption.AllDirectories).First();
        }
    }

    private static void Same(string expected, string actual) => Assert.Equal(Indented(expected), Indented(actual));

    private static string Indented(string json) => JsonNode.Parse(json)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static async Task<string> PublishAsync(Func<IDistributedApplicationBuilder, IResourceBuilder<IResource>> add)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "manifest.json");
        var builder = OfflineApplication.Create("--publisher", "manifest", "--output-path", path);
        var resource = add(builder).Resource;
        using var stream = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(stream))
        {
            await new ManifestPublishingContext(builder.ExecutionContext, path, writer).WriteModelAsync(new DistributedApplicationModel(builder.Resources));
        }

        return JsonNode.Parse(Encoding.UTF8.GetString(stream.ToArray()))!["resources"]![resource.Name]!.ToJsonString();
    }
}
