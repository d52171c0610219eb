using Microsoft.Extensions.Configuration;

namespace ProductPlatform.AppHost.Lifecycle;

internal static class HostSettings
{
    private static readonly string[] SecretSections = ["Parameters", "ConnectionStrings"];

    // The host reads variables that begin like this without their beginning.
    private static readonly string[] Prefixes = ["DOTNET_", "ASPNETCORE_"];

    /// <summary>
    /// Adds what no other source says from the appsettings.json beside the program: the framework looks for one in the working directory,
    /// which is the project's only under 'dotnet run'.
    /// </summary>
    public static void AddSettings(this IDistributedApplicationBuilder builder)
    {
        var settings = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json").Build();
        builder.Configuration.AddInMemoryCollection(
            settings.AsEnumerable().Where(setting => setting.Value is not null && builder.Configuration[setting.Key] is null).ToList()
        );
        TakeSecrets(builder.Configuration);
    }

    /// <summary>
    /// Takes parameters and connection strings out of this process's environment, as the orchestrator and all that it starts inherit it,
    /// and no program but the one that needs a secret is to have it. The configuration keeps what they are:
    /// it may read the environment again.
    /// </summary>
    private static void TakeSecrets(ConfigurationManager configuration)
    {
        var secrets = (
            from variable in Environment.GetEnvironmentVariables().Keys.Cast<string>()
            let key = variable.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)
            let name = Prefixes
                .Where(prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                .Select(prefix => key[prefix.Length..])
                .FirstOrDefault(key)
            where
                SecretSections.Any(section => name.StartsWith(section + ConfigurationPath.KeyDelimiter, StringComparison.OrdinalIgnoreCase))
            select (variable, key: name)
        ).ToList();
        configuration.AddInMemoryCollection(secrets.Select(secret => KeyValuePair.Create(secret.key, configuration[secret.key])).ToList());
        secrets.ForEach(secret => Environment.SetEnvironmentVariable(secret.variable, null));
    }
}
