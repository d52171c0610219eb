using System.Globalization;

namespace Aspire.Hosting.Running;

/// <summary>What differs from replica to replica stands as a template in environment and arguments, and is filled in when one starts.</summary>
internal static class InstanceTemplate
{
    public const string InstanceId = """{{- index .Annotations "otel-service-instance-id" -}}""";
    public const string ServiceName = """{{- index .Annotations "otel-service-name" -}}""";

    public static string Port(string endpoint) => $$$"""{{- portForServing "{{{endpoint}}}" -}}""";

    public static string Fill(string text, ResourceInstance instance)
    {
        if (!text.Contains("{{-", StringComparison.Ordinal))
            return text;

        text = text.Replace(InstanceId, instance.Suffix, StringComparison.Ordinal)
            .Replace(ServiceName, instance.Resource.Name, StringComparison.Ordinal);
        foreach (var (endpoint, port) in instance.Ports)
            text = text.Replace(Port(endpoint), port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return text;
    }
}
