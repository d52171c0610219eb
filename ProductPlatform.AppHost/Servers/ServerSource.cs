using Microsoft.Extensions.Configuration;

namespace ProductPlatform.AppHost.Servers;

/// <summary>Decides where MySQL and RabbitMQ come from (configuration key <c>Servers</c>).</summary>
internal static class ServerSource
{
    public const string Containers = "containers";
    public const string Native = "native";
    public const string External = "external";
    private const string Auto = "auto";

    /// <exception cref="DistributedApplicationException">What is configured cannot work; the message says what to do.</exception>
    public static async Task<string> ChooseAsync(IDistributedApplicationBuilder builder, string[] connections)
    {
        // What is published runs on machines that have none of this one's programs.
        if (builder.ExecutionContext.IsPublishMode)
            return Containers;

        var missing = connections.Where(name => string.IsNullOrEmpty(builder.Configuration.GetConnectionString(name))).ToList();
        var wanted = builder.Configuration["Servers"]?.ToLowerInvariant();
        switch (wanted)
        {
            case Native:
                return Native;
            case Containers:
                return await ContainerEngine.FindProblemAsync(builder) is { } problem
                    ? throw new DistributedApplicationException(
                        $"Servers = {Containers}: {problem} Or set Servers to {Native} or {External}."
                    )
                    : Containers;
            case External or Auto or "" or null when missing.Count == 0:
                return External;
            case Auto or "" or null when missing.Count == connections.Length:
                return await ContainerEngine.FindProblemAsync(builder) is null ? Containers : Native;
            case External or Auto or "" or null:
                throw new DistributedApplicationException(
                    "External servers need all connection strings; not configured: "
                        + $"{string.Join(", ", missing.Select(name => $"ConnectionStrings:{name}"))}."
                );
            default:
                throw new DistributedApplicationException($"Servers = '{wanted}' is none of {Auto}, {Containers}, {Native}, {External}.");
        }
    }
}
