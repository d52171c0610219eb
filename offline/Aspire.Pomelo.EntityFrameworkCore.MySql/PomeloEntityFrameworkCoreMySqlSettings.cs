namespace Aspire.Pomelo.EntityFrameworkCore.MySql;

/// <summary>How the application uses a MySQL database, read from "Aspire:Pomelo:EntityFrameworkCore:MySql".</summary>
public sealed class PomeloEntityFrameworkCoreMySqlSettings
{
    /// <summary>The connection string of the database.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The server's version; asked from the server when not given.</summary>
    public string? ServerVersion { get; set; }

    /// <summary>Leaves the retry of failed commands out.</summary>
    public bool DisableRetry { get; set; }

    /// <summary>Leaves the health check out.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Leaves the trace source out.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Leaves the meter out.</summary>
    public bool DisableMetrics { get; set; }

    /// <summary>Seconds a command may take.</summary>
    public int? CommandTimeout { get; set; }
}
