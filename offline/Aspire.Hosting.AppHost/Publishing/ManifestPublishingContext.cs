using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes the resources, each in the shape of its kind.</summary>
public sealed partial class ManifestPublishingContext(
    DistributedApplicationExecutionContext executionContext, string manifestPath, Utf8JsonWriter writer, CancellationToken cancellationToken = default)
{
    private readonly Dictionary<string, IResource> _referenced = [];

    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    public string ManifestPath { get; } = manifestPath;

    public Utf8JsonWriter Writer { get; } = writer;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    [return: NotNullIfNotNull(nameof(path))]
    public string? GetManifestRelativePath(string? path) =>
        path is null ? null : Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(ManifestPath))!, path).Replace('\\', '/');

    public async Task WriteContainerAsync(ContainerResource container)
    {
        if (!container.TryGetContainerImageName(out var image))
            throw new DistributedApplicationException("Could not get container image name.");

        Writer.WriteString("type", "container.v0");
        WriteConnectionString(container);
        Writer.WriteString("image", image);
        if (container.Entrypoint is not null)
            Writer.WriteString("entrypoint", container.Entrypoint);
        await WriteCommandLineArgumentsAsync(container);
        WriteMounts(container);
        await WriteEnvironmentVariablesAsync(container);
        WriteBindings(container);
    }

    internal async Task WriteModelAsync(DistributedApplicationModel model)
    {
        foreach (var resource in model.Resources)
            _names.Add(resource.Name);

        Writer.WriteStartObject();
        Writer.WriteString("$schema", "https://json.schemastore.org/aspire-8.0.json");
        Writer.WriteStartObject("resources");
        foreach (var resource in model.Resources)
            await WriteResourceAsync(resource);
        foreach (var resource in _referenced.Values.Where(r => model.Resources.All(m => m.Name != r.Name)).ToList())
            await WriteResourceAsync(resource);
        foreach (var parameter in _formatted.Keys.ToList())
            WriteFormatted(parameter);
        Writer.WriteEndObject();
        Writer.WriteEndObject();
        await Writer.FlushAsync(CancellationToken);
    }

    private async Task WriteResourceAsync(IResource resource)
    {
        Func<Task>? write = resource switch
        {
            _ when resource.Annotations.OfType<ManifestPublishingCallbackAnnotation>().LastOrDefault() is { } own =>
                own.Callback is { } callback ? () => callback(this) : null,
            ContainerResource container => () => WriteContainerAsync(container),
            ProjectResource project => () => WriteProjectAsync(project),
            ExecutableResource executable => () => WriteExecutableAsync(executable),
            ParameterResource parameter => () => Do(() => WriteParameter(parameter)),
            IResourceWithConnectionString => () => Do(() =>
            {
                Writer.WriteString("type", "value.v0");
                WriteConnectionString(resource);
            }),
            _ => () => Do(() => Writer.WriteString("error", "This resource does not support generation in the manifest.")),
        };
        if (write is null)
            return;

        Writer.WriteStartObject(resource.Name);
        await write();
        Writer.WriteEndObject();
        if (resource is ParameterResource written)
            WriteFormatted(written);

        static Task Do(Action action)
        {
            action();
            return Task.CompletedTask;
        }
    }

    private async Task WriteProjectAsync(ProjectResource project)
    {
        Writer.WriteString("type", "project.v0");
        Writer.WriteString("path", GetManifestRelativePath(project.GetProjectMetadata().ProjectPath));
        await WriteCommandLineArgumentsAsync(project);
        await WriteEnvironmentVariablesAsync(project);
        WriteBindings(project);
    }

    private async Task WriteExecutableAsync(ExecutableResource executable)
    {
        Writer.WriteString("type", "executable.v0");
        WriteConnectionString(executable);
        Writer.WriteString("workingDirectory", GetManifestRelativePath(executable.WorkingDirectory));
        Writer.WriteString("command", executable.Command);
        await WriteCommandLineArgumentsAsync(executable);
        await WriteEnvironmentVariablesAsync(executable);
        WriteBindings(executable);
    }

    private void WriteParameter(ParameterResource parameter)
    {
        Writer.WriteString("type", "parameter.v0");
        if (parameter.IsConnectionString)
            Writer.WriteString("connectionString", parameter.ValueExpression);
        Writer.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        Writer.WriteStartObject("inputs");
        Writer.WriteStartObject("value");
        Writer.WriteString("type", "string");
        if (parameter.Secret)
            Writer.WriteBoolean("secret", true);
        if (parameter.Default is not null)
        {
            Writer.WriteStartObject("default");
            parameter.Default.WriteToManifest(this);
            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
        Writer.WriteEndObject();
    }
}
