using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>The environment and endpoints that every project gets.</summary>
internal static class ProjectDefaults
{
    public static void Apply(IResourceBuilder<ProjectResource> project, LaunchProfile? profile)
    {
        var run = project.ApplicationBuilder.ExecutionContext.IsRunMode;
        project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_EMIT_EXCEPTION_LOG_ATTRIBUTES", "true");
        project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_EMIT_EVENT_LOG_ATTRIBUTES", "true");
        project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        if (run && project.ApplicationBuilder.Environment.IsDevelopment())
        {
            project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true");
            project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "true");
        }

        if (profile is not null)
            project.WithAnnotation(profile);
        if (run)
            ForRunning(project, profile);
        else
            ForPublishing(project, profile);
    }

    private static void ForRunning(IResourceBuilder<ProjectResource> project, LaunchProfile? profile)
    {
        project.WithOtlpExporter();
        project.WithEnvironment(context =>
        {
            context.EnvironmentVariables["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";
            context.EnvironmentVariables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
            if (!context.EnvironmentVariables.ContainsKey("ASPNETCORE_URLS"))
                SetUrls(project.Resource, context.EnvironmentVariables);
        });
        if (profile is null)
            return;

        foreach (var addresses in profile.Addresses.GroupBy(a => a.Scheme))
        {
            foreach (var (index, address) in addresses.Index())
            {
                project.WithEndpoint(index == 0 ? address.Scheme : $"{address.Scheme}{index + 1}", endpoint =>
                {
                    endpoint.Port = address.Port;
                    endpoint.TargetHost = address.Host;
                    endpoint.UriScheme = address.Scheme;
                });
            }
        }

        project.WithEnvironment(context =>
        {
            context.EnvironmentVariables.TryAdd("DOTNET_LAUNCH_PROFILE", profile.Name);
            foreach (var (name, value) in profile.EnvironmentVariables)
                context.EnvironmentVariables.TryAdd(name, Environment.ExpandEnvironmentVariables(value));
        });
    }

    private static void SetUrls(ProjectResource project, Dictionary<string, object> variables)
    {
        var urls = new ReferenceExpressionBuilder();
        foreach (var endpoint in project.GetEndpoints().Where(e => e.IsHttp || e.IsHttps))
        {
            if (!urls.IsEmpty)
                urls.AppendLiteral(";");
            if (endpoint.IsHttps)
                variables.TryAdd("ASPNETCORE_HTTPS_PORT", endpoint.Property(EndpointProperty.Port));
            urls.Append($"{endpoint.Property(EndpointProperty.Scheme)}://{endpoint.EndpointAnnotation.TargetHost}:{endpoint.Property(EndpointProperty.TargetPort)}");
        }

        if (!urls.IsEmpty)
            variables["ASPNETCORE_URLS"] = urls.Build();
    }

    private static void ForPublishing(IResourceBuilder<ProjectResource> project, LaunchProfile? profile)
    {
        project.WithEnvironment(context =>
        {
            if (project.Resource.GetEndpoints().Any() && !project.Resource.HasAnnotationOfType<DisableForwardedHeadersAnnotation>())
                context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
        });
        project.WithEnvironment(context =>
        {
            SetPorts(project.Resource, context.EnvironmentVariables, "HTTP_PORTS", "http");
            SetPorts(project.Resource, context.EnvironmentVariables, "HTTPS_PORTS", "https");
        });
        if (profile?.ApplicationUrl is null)
            return;

        var http = Endpoint(project, "http");
        var https = Endpoint(project, "https");
        http.TargetPort = https.TargetPort = http.TargetPort ?? https.TargetPort;
    }

    private static EndpointAnnotation Endpoint(IResourceBuilder<ProjectResource> project, string scheme)
    {
        if (project.Resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(e => e.UriScheme == scheme || e.Name == scheme) is { } known)
            return known;

        EndpointAnnotation? added = null;
        project.WithEndpoint(scheme, endpoint =>
        {
            endpoint.UriScheme = scheme;
            added = endpoint;
        });
        if (scheme == "https")
            project.Resource.ImpliedHttps = added;
        return added!;
    }

    private static void SetPorts(ProjectResource project, Dictionary<string, object> variables, string name, string scheme)
    {
        if (variables.ContainsKey(name))
            return;

        var ports = new ReferenceExpressionBuilder();
        foreach (var endpoint in project.GetEndpoints().Where(e => e.Scheme == scheme && e.EndpointAnnotation != project.ImpliedHttps))
        {
            if (!ports.IsEmpty)
                ports.AppendLiteral(";");
            ports.Append($"{endpoint.Property(EndpointProperty.TargetPort)}");
        }

        if (!ports.IsEmpty)
            variables[name] = ports.Build();
    }
}
