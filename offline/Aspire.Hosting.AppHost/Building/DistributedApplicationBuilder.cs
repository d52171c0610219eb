using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _inner;
    private readonly DistributedApplicationOptions _options;

    public DistributedApplicationBuilder(string[] args) : this(new DistributedApplicationOptions { Args = args })
    {
    }

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
        : this(options, new HostApplicationBuilderSettings { Args = options.Args })
    {
    }

    internal DistributedApplicationBuilder(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        _options = options;
        Announce("DistributedApplicationBuilderConstructing", (options, settings));
        _inner = new HostApplicationBuilder(settings);
        AppHostDirectory = options.ProjectDirectory ?? Environment.ContentRootPath;
        AppHostPath = Path.GetFullPath(Path.Join(AppHostDirectory, options.ProjectName ?? Environment.ApplicationName));
        ReadArguments(options.Args ?? []);
        ExecutionContext = CreateExecutionContext();
        Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AppHost:Directory"] = AppHostDirectory,
            ["AppHost:Path"] = AppHostPath,
            ["AppHost:Sha256"] = Hash(ExecutionContext.IsPublishMode ? Path.GetFileName(AppHostPath) : AppHostPath.ToLowerInvariant()),
            ["AppHost:DashboardApplicationName"] = options.DashboardApplicationName ?? Environment.ApplicationName,
        });

        new SecretStore(AppHostAssembly).AddTo(Configuration);
        _inner.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        _inner.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        _inner.Logging.AddConfiguration(Configuration.GetSection("Logging"));
        RunningServices.AddTo(this, options);
        Announce("DistributedApplicationBuilderConstructed", this);
    }

    public ConfigurationManager Configuration => _inner.Configuration;

    public string AppHostDirectory { get; }

    public string AppHostPath { get; }

    public Assembly? AppHostAssembly => _options.Assembly;

    public IHostEnvironment Environment => _inner.Environment;

    public IServiceCollection Services => _inner.Services;

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        if (Resources.FirstOrDefault(r => string.Equals(r.Name, resource.Name, StringComparison.OrdinalIgnoreCase)) is { } existing)
        {
            throw new DistributedApplicationException(
                $"Cannot add resource of type '{resource.GetType()}' with name '{resource.Name}' because resource of type '{existing.GetType()}' with that name already exists. Resource names are case-insensitive.");
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        Announce("DistributedApplicationBuilding", this);
        var application = new DistributedApplication(_inner.Build());
        ExecutionContext.Provider = application.Services;
        Announce("DistributedApplicationBuilt", application);
        return application;
    }

    // How the testing builder gets hold of an application that its own entry point builds.
    private static void Announce<T>(string step, T what)
    {
        using var listener = new DiagnosticListener("Aspire.Hosting");
        if (listener.IsEnabled(step))
            listener.Write(step, what);
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private void ReadArguments(string[] args)
    {
        Configuration.AddCommandLine(args, new Dictionary<string, string>
        {
            ["--operation"] = "AppHost:Operation",
            ["--publisher"] = "Publishing:Publisher",
            ["--step"] = "Pipeline:Step",
            ["--output-path"] = "Pipeline:OutputPath",
            ["--log-level"] = "Pipeline:LogLevel",
        });
        if (!string.Equals(Configuration["Publishing:Publisher"], "manifest", StringComparison.OrdinalIgnoreCase))
            return;

        Configuration["Pipeline:Step"] ??= "publish-manifest";
        Configuration["AppHost:Operation"] ??= "publish";
    }

    private DistributedApplicationExecutionContext CreateExecutionContext()
    {
        var publisher = Configuration["Publishing:Publisher"];
        return Configuration["AppHost:Operation"]?.ToLowerInvariant() switch
        {
            "publish" => new(DistributedApplicationOperation.Publish, publisher ?? "manifest"),
            null when publisher is not null => new(DistributedApplicationOperation.Publish, publisher),
            null or "run" => new(DistributedApplicationOperation.Run),
            _ => throw new DistributedApplicationException("Invalid operation specified. Valid operations are 'publish' or 'run'."),
        };
    }
}
