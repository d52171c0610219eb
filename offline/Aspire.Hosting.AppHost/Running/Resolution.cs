using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Turns the environment and arguments of a resource into text: values when running, expressions when publishing.</summary>
internal static class Resolution
{
    public static async Task<List<(string Name, object Source, string Value)>> EnvironmentAsync(
        IResource resource, DistributedApplicationExecutionContext execution, ILogger logger, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(execution, resource, cancellationToken: cancellationToken) { Logger = logger };
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList())
            await annotation.Callback(context);

        List<(string, object, string)> resolved = [];
        foreach (var (name, source) in context.EnvironmentVariables)
        {
            if (await TextAsync(source, resource, execution, cancellationToken) is { } value)
                resolved.Add((name, source, value));
        }

        return resolved;
    }

    public static async Task<List<(object Source, string Value)>> ArgumentsAsync(
        IResource resource, DistributedApplicationExecutionContext execution, ILogger logger, CancellationToken cancellationToken)
    {
        List<object> arguments = [];
        var context = new CommandLineArgsCallbackContext(arguments, resource, cancellationToken) { ExecutionContext = execution, Logger = logger };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToList())
            await annotation.Callback(context);

        List<(object, string)> resolved = [];
        foreach (var source in arguments)
        {
            if (await TextAsync(source, resource, execution, cancellationToken) is { } value)
                resolved.Add((source, value));
        }

        return resolved;
    }

    private static async ValueTask<string?> TextAsync(
        object source, IResource resource, DistributedApplicationExecutionContext execution, CancellationToken cancellationToken) => source switch
        {
            IResourceBuilder<IResource> builder => await TextAsync(builder.Resource, resource, execution, cancellationToken),
            IManifestExpressionProvider expression when execution.IsPublishMode => expression.ValueExpression,
            IValueProvider provider => await provider.GetValueAsync(
                new ValueProviderContext { ExecutionContext = execution, Caller = resource }, cancellationToken),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => source.ToString(),
        };
}
