using System.Runtime.InteropServices;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using MySqlConnector;
using ProductPlatform.Testing;
using ProductPlatform.Testing.Servers;
using RabbitMQ.Client;

namespace ProductPlatform.Load.Bench.Results;

/// <summary>Where the figures come from.</summary>
internal sealed record Machine(
    int Processors,
    string Processor,
    double MemoryGiB,
    string OperatingSystem,
    string DotNet,
    string Database,
    string Broker,
    string Load,
    string Commit
)
{
    internal static async Task<Machine> ReadAsync(ServerPair servers) =>
        new(
            Environment.ProcessorCount,
            Value(await File.ReadAllLinesAsync("/proc/cpuinfo"), "model name", ':'),
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Math.Pow(1024, 3),
            $"{Value(await File.ReadAllLinesAsync("/etc/os-release"), "PRETTY_NAME", '=').Trim('"')}, Linux {Environment.OSVersion.Version}",
            RuntimeInformation.FrameworkDescription,
            await DatabaseAsync(servers.MySqlConnectionString),
            await BrokerAsync(servers.BrokerUri),
            (await OutputAsync("wrk", "-v")).Split(" Copyright")[0],
            await CommitAsync()
        );

    private static string Value(string[] lines, string name, char separator) =>
        lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(separator, 2)[1].Trim() ?? "unknown";

    private static async Task<string> DatabaseAsync(string connectionString)
    {
        await using var connection = new MySqlConnection(connectionString);
        await connection.OpenAsync();
        // What a client is told at the handshake begins with a version that old replicas of MySQL insist on.
        await using var version = new MySqlCommand("SELECT CONCAT(VERSION(), ' ', @@version_comment)", connection);
        return (string)(await version.ExecuteScalarAsync())!;
    }

    private static async Task<string> BrokerAsync(string uri)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync();
        return $"RabbitMQ {Encoding.ASCII.GetString((byte[])connection.ServerProperties!["version"]!)}";
    }

    private static async Task<string> CommitAsync()
    {
        var commit = (await OutputAsync("git", "-C", Repository.Root, "rev-parse", "--short", "HEAD")).Trim();
        var changed = await OutputAsync("git", "-C", Repository.Root, "status", "--porcelain", "--untracked-files=no");
        return changed.Length > 0 ? $"{commit} with changes" : commit;
    }

    private static async Task<string> OutputAsync(string program, params string[] arguments) =>
        (
            await Cli.Wrap(program).WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync()
        ).StandardOutput;
}
