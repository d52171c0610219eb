using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.Publishing;

public sealed partial class ManifestPublishingContext
{
    // A parameter that appears URL-encoded somewhere gets a resource of its own for that.
    private readonly Dictionary<ParameterResource, Dictionary<string, string>> _formatted = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<object> _following = [];

    public void WriteConnectionString(IResource resource)
    {
        if (resource is not IResourceWithConnectionString { ConnectionStringExpression: { } expression })
            return;

        TryAddDependentResources(expression);
        Writer.WriteString("connectionString", Text(expression));
    }

    public async Task WriteEnvironmentVariablesAsync(IResource resource)
    {
        var variables = await Resolution.EnvironmentAsync(resource, ExecutionContext, NullLogger.Instance, CancellationToken);
        if (variables.Count == 0)
            return;

        Writer.WriteStartObject("env");
        foreach (var (name, source, value) in variables)
        {
            Writer.WriteString(name, Text(source, value));
            TryAddDependentResources(source);
        }

        Writer.WriteEndObject();
    }

    public async Task WriteCommandLineArgumentsAsync(IResource resource)
    {
        var arguments = await Resolution.ArgumentsAsync(resource, ExecutionContext, NullLogger.Instance, CancellationToken);
        if (arguments.Count == 0)
            return;

        Writer.WriteStartArray("args");
        foreach (var (source, value) in arguments)
        {
            Writer.WriteStringValue(Text(source, value));
            TryAddDependentResources(source);
        }

        Writer.WriteEndArray();
    }

    public void TryAddDependentResources(object? value)
    {
        if (value is ReferenceExpression expression)
            _ = Text(expression);

        if (value is IResource resource)
        {
            if (_referenced.TryAdd(resource.Name, resource))
                _names.Add(resource.Name);
        }
        else if (value is IValueWithReferences references && _following.Add(value))
        {
            foreach (var reference in references.References)
                TryAddDependentResources(reference);
            _following.Remove(value);
        }
    }

    private string Text(object source, string value) => source is ReferenceExpression expression ? Text(expression) : value;

    private string Text(ReferenceExpression expression)
    {
        var holes = expression.ManifestExpressions.Select((hole, i) =>
            expression.StringFormats[i] is { Length: > 0 } format && FormattedName(expression.ValueProviders[i], format) is { } name
                ? $"{{{name}.value}}"
                : hole);
        return string.Format(CultureInfo.InvariantCulture, expression.Format, [.. holes]);
    }

    private string? FormattedName(IValueProvider provider, string format)
    {
        if (provider is ReferenceExpression { Format: "{0}" } single)
            provider = single.ValueProviders[0];
        if (provider is not ParameterResource parameter)
            return null;

        if (!_formatted.TryGetValue(parameter, out var names))
            _formatted[parameter] = names = [];
        if (names.TryGetValue(format, out var known))
            return known;

        var wanted = $"{parameter.Name}-{format.ToLowerInvariant()}-encoded";
        var name = wanted;
        for (var i = 1; !_names.Add(name); i++)
            name = $"{wanted}-{i}";
        return names[format] = name;
    }

    private void WriteFormatted(ParameterResource parameter)
    {
        if (!_formatted.Remove(parameter, out var names))
            return;

        foreach (var (format, name) in names)
        {
            Writer.WriteStartObject(name);
            Writer.WriteString("type", "annotated.string");
            Writer.WriteString("value", parameter.ValueExpression);
            Writer.WriteString("filter", format);
            Writer.WriteEndObject();
        }
    }
}
