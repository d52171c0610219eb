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

    /// <summary>Keeps that dead letters were settled by a command, where the worker's database has a log for it.</summary>
    /// <param name="services">The command's.</param>
    /// <param name="isReplay">Replayed; otherwise discarded.</param>
    /// <param name="which">Which of the queue's dead letters were chosen.</param>
    /// <param name="count">How many were there.</param>
    static virtual Task RecordSettledAsync(IServiceProvider services, bool isReplay, string which, int count) => Task.CompletedTask;

    /// <summary>Maps what it serves beside probes and metrics.</summary>
    static virtual void Map(WebApplication app) { }
}
