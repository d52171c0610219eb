using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace ProductPlatform.Database;

/// <summary>What a connection is made of, each part there or not. Not a record: one would print the password.</summary>
internal sealed class DatabaseValues
{
    private const uint DefaultPort = 3306;

    public string? User { get; private init; }

    public string? Password { get; private init; }

    public string? Host { get; private init; }

    public uint? Port { get; private init; }

    /// <summary>What is wrong with the port where one is given that is none; another's port does not take its place.</summary>
    public string? PortProblem { get; private init; }

    public string? Database { get; private init; }

    /// <summary>The port, MySQL's own where none is given.</summary>
    public uint PortOrDefault => Port ?? DefaultPort;

    /// <summary>The names, in a secret and as a setting, of what must be there and is not.</summary>
    public IReadOnlyList<(string InSecret, string Setting)> Missing =>
        [
            .. User is null ? [("username", "SQL_USER")] : Array.Empty<(string, string)>(),
            .. Password is null ? [("password", "SQL_PASSWORD")] : Array.Empty<(string, string)>(),
            .. Host is null ? [("host", "SQL_HOST")] : Array.Empty<(string, string)>(),
            .. Database is null ? [("dbname", "SQL_DATABASE")] : Array.Empty<(string, string)>(),
        ];

    /// <summary>True when nothing at all is there.</summary>
    public bool IsEmpty => Missing.Count == 4 && Port is null;

    /// <summary>The settings SQL_*.</summary>
    public static DatabaseValues Of(IConfiguration configuration) =>
        new()
        {
            PortProblem = ProblemOf(configuration["SQL_PORT"], "SQL_PORT"),
            User = Text(configuration["SQL_USER"]),
            Password = Text(configuration["SQL_PASSWORD"]),
            Host = Text(configuration["SQL_HOST"]),
            Port = Number(configuration["SQL_PORT"]),
            Database = Text(configuration["SQL_DATABASE"]),
        };

    /// <summary>The JSON of a secret as AWS writes it for databases; null when it is not that.</summary>
    public static DatabaseValues? Of(string secret)
    {
        try
        {
            using var json = JsonDocument.Parse(secret);
            return json.RootElement.ValueKind != JsonValueKind.Object
                ? null
                : new DatabaseValues
                {
                    User = Text(json.RootElement, "username"),
                    Password = Text(json.RootElement, "password"),
                    Host = Text(json.RootElement, "host"),
                    Port = Number(Text(json.RootElement, "port")),
                    PortProblem = ProblemOf(Text(json.RootElement, "port"), "its port"),
                    Database = Text(json.RootElement, "dbname"),
                };
        }
        catch (JsonException)
        {
            // Its message may quote the secret.
            return null;
        }
    }

    /// <summary>These, and from <paramref name="others"/> what is missing.</summary>
    public DatabaseValues FilledFrom(DatabaseValues others) =>
        new()
        {
            User = User ?? others.User,
            Password = Password ?? others.Password,
            Host = Host ?? others.Host,
            Port = PortProblem is null ? Port ?? others.Port : null,
            PortProblem = PortProblem ?? (Port is null ? others.PortProblem : null),
            Database = Database ?? others.Database,
        };

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static string? Text(JsonElement secret, string name) =>
        secret.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => Text(value.GetString()),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;

    private static string? ProblemOf(string? port, string name) =>
        string.IsNullOrEmpty(port) || Number(port) is not null ? null : $"{name} is not a number from 1 to {ushort.MaxValue}";

    private static uint? Number(string? text) =>
        ushort.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var port)
        && port > 0
            ? port
            : null;
}
