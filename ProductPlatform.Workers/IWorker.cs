using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace ProductPlatform.Workers;

/// <summary>A worker process: consumers with probes and metrics, and commands for operators over the same services.</summary>
public interface IWorker
{
    /// <summary>The name of its service in telemetry.</summary>
    static abstract string Name { get; }

    /// <summary>What <c>--help</c> says.</summary>
    static abstract string Description { get; }

    /// <summary>The queue that it consumes.</summary>
    static abstract string Queue { get; }

    /// <summary>Adds what the worker and its commands have in common.</summary>
    static abstract void AddData(IHostApplicationBuilder builder);

    /// <summary>Adds the consumers and what else runs in the background.</summary>
    static abstract void AddWork(IHostApplicationBuilder builder);

    /// <summary>Maps what it serves beside probes and metrics.</summary>
    static virtual void Map(WebApplication app) { }
}
