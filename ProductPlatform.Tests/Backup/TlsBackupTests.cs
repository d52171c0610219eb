using MySqlConnector;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Backup;

/// <summary>A server that has to prove itself to the services has to prove itself to <c>deploy/backup</c>, before it gets the password.</summary>
[Collection(TlsTests.Name)]
public sealed class TlsBackupTests(TlsServers tls) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("productplatform-backup-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("localhost", true, true)]
    [InlineData("127.0.0.1", true, false)]
    [InlineData("localhost", false, false)]
    public async Task Only_a_certificate_of_the_given_CA_for_the_right_name_is_trusted(string host, bool knownCa, bool expected)
    {
        var scenario = await ScenarioAsync(host);

        var result = await BackupScript.RunWithAsync(scenario, [("SQL_SSL_CA", knownCa ? tls.KnownCa : tls.UnknownCa)], "create", _folder);

        Assert.Equal(expected, result.ExitCode == 0);
        if (!expected)
            Assert.Contains("SSL", result.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_elsewhere_is_not_asked_without_a_CA()
    {
        var result = await BackupScript.RunWithAsync(await ScenarioAsync("database.example"), [], "create", _folder);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("database.example is outside this machine: set SQL_SSL_CA", result.StandardError, StringComparison.Ordinal);
    }

    private async Task<Scenario> ScenarioAsync(string host)
    {
        var nothing = await BackupScript.NothingAsync(tls.Servers);
        return new Scenario
        {
            Servers = tls.Servers,
            MainDatabase = At(host, nothing.MainDatabase),
            AdminDatabase = At(host, nothing.AdminDatabase),
            Broker = nothing.Broker,
        };
    }

    private static string At(string host, string database) => new MySqlConnectionStringBuilder(database) { Server = host }.ConnectionString;
}
