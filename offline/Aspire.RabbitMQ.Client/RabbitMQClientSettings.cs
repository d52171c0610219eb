namespace Aspire.RabbitMQ.Client;

/// <summary>How the application connects to a RabbitMQ broker, read from "Aspire:RabbitMQ:Client".</summary>
public sealed class RabbitMQClientSettings
{
    /// <summary>The amqp:// or amqps:// address of the broker.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>How often a refused first connection is tried again; 0 tries once only.</summary>
    public int MaxConnectRetryCount { get; set; } = 5;

    /// <summary>Leaves the health check out.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Leaves the trace sources out.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Opens the connection at first use instead of at start.</summary>
    public bool DisableAutoActivation { get; set; } = true;
}
