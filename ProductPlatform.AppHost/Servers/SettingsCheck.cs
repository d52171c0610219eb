using Microsoft.Extensions.Configuration;
using MySqlConnector;

namespace ProductPlatform.AppHost.Servers;

/// <summary>Settings about the servers that cannot work, or that the chosen source of servers does not use.</summary>
internal static class SettingsCheck
{
    private const string MySqlPassword = "Parameters:mysql-password";
    private const string MessagingPassword = "Parameters:messaging-password";
    private static readonly string[] Passwords = [MySqlPassword, MessagingPassword, "Parameters:admin-password"];

    /// <exception cref="DistributedApplicationException">A password that is set cannot be used; the message names it.</exception>
    public static void CheckPasswords(IConfiguration configuration)
    {
        foreach (
            var key in Passwords.Where(key =>
                configuration[key] is { } password && (string.IsNullOrWhiteSpace(password) || password.Any(char.IsControl))
            )
        )
        {
            throw new DistributedApplicationException(
                $"{key} is empty or has a control character in it. Set another one, or none: then it is generated."
            );
        }

        if (configuration[MySqlPassword] is { } mySql && !FitsConnectionString(mySql))
        {
            throw new DistributedApplicationException(
                $"{MySqlPassword} cannot stand in a connection string as it is: "
                    + "it must not contain ;, begin with =, begin with a quotation mark or have a space at an end. Set another one."
            );
        }
    }

    /// <summary>A line for each setting that is given and has no effect.</summary>
    public static IEnumerable<string> FindIgnored(IConfiguration configuration, string source, IEnumerable<string> connections)
    {
        string[] ofServers = ["Ports:MySql", "Ports:RabbitMQ", MySqlPassword, MessagingPassword];
        IEnumerable<string> ignored = source switch
        {
            ServerSource.External => [.. ofServers, "DataDirectory"],
            ServerSource.Containers => [.. connections.Select(name => $"ConnectionStrings:{name}"), "DataDirectory"],
            _ => connections.Select(name => $"ConnectionStrings:{name}"),
        };
        return ignored
            .Where(key => !string.IsNullOrEmpty(configuration[key]))
            .Select(key => $"{key} is ignored: the servers are of the kind '{source}' (Servers).");
    }

    // Aspire writes passwords into connection strings unquoted.
    private static bool FitsConnectionString(string password)
    {
        try
        {
            return new MySqlConnectionStringBuilder($"Password={password};Database=d") is { Database: "d" } parsed
                && parsed.Password == password;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
