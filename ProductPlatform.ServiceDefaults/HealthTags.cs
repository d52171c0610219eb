namespace ProductPlatform.ServiceDefaults;

/// <summary>Tags that say what a health check is about.</summary>
public static class HealthTags
{
    /// <summary>The process itself answers; no dependency is asked.</summary>
    public const string Live = "live";

    /// <summary>The service's own database.</summary>
    public const string Database = "database";

    /// <summary>The connection to the broker, and what waits for it.</summary>
    public const string Messaging = "messaging";
}
