using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MySqlConnector;
using ProductPlatform.Testing;
using ProductPlatform.Testing.Servers;

namespace ProductPlatform.Tests.Backup;

/// <summary>What can go wrong with a backup is said, and nothing that looks like a backup is left.</summary>
public sealed class BackupFailureTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("productplatform-backup-").FullName;
    private readonly string _programs = Directory.CreateTempSubdirectory("productplatform-programs-").FullName;
    private Scenario _scenario = null!;

    public async Task InitializeAsync() => _scenario = await Scenario.CreateAsync();

    public async Task DisposeAsync()
    {
        await _scenario.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_programs, recursive: true);
    }

    [Theory]
    [InlineData("mariadb-dump", "{0} \"$@\" | head -c 5000", "incomplete: the end of the dump is missing")]
    [InlineData("mariadb-dump", "{0} \"$@\" | head -c 5000; exit 3", "there is no new backup")]
    [InlineData("gzip", "[ \"$1\" = -dc ] || exec /usr/bin/gzip \"$@\" >/dev/full; exec /usr/bin/gzip \"$@\"", "No space left on device")]
    public async Task A_backup_that_cannot_be_finished_leaves_nothing(string program, string script, string reason)
    {
        var before = await BackupScript.CreateAsync(_scenario, _folder);

        var result = await BackupScript.RunAsync(_scenario, Fake(program, script), "create", _folder);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(reason, result.StandardError, StringComparison.Ordinal);
        Assert.Equal([before], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_database_that_has_something_is_not_restored_over()
    {
        var backup = await BackupScript.CreateAsync(_scenario, _folder);
        await using (var db = _scenario.OpenAdmin())
        {
            db.Users.Add(new Admin.Data.Users.User { Name = "After the backup", Email = "" });
            await db.SaveChangesAsync();
        }

        // Main's is empty, and stays so: all are looked at first.
        await BackupScript.EmptyAsync(_scenario.MainDatabase);
        var result = await BackupScript.RunAsync(_scenario, null, "restore", backup);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("nothing is restored over them", result.StandardError, StringComparison.Ordinal);
        await using var admin = _scenario.OpenAdmin();
        Assert.Equal("After the backup", (await admin.Users.SingleAsync()).Name);
        await using var main = _scenario.OpenMain();
        Assert.Equal(
            0,
            await main
                .Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM information_schema.tables WHERE table_schema = DATABASE()")
                .SingleAsync()
        );
    }

    [Theory]
    [InlineData(false, "its checksum differs")]
    [InlineData(true, "the end of the dump is missing")]
    public async Task A_truncated_dump_is_noticed(bool sumsAgree, string reason)
    {
        var backup = await BackupScript.CreateAsync(_scenario, _folder);
        var file = Path.Combine(backup, "main.sql.gz");
        var content = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, content[..(content.Length / 2)]);
        if (sumsAgree)
            await WriteSumsAsync(backup);
        var nothing = await BackupScript.NothingAsync(await ServerPair.SharedAsync());

        var check = await BackupScript.RunAsync(nothing, null, "check", backup);
        var restore = await BackupScript.RunAsync(nothing, null, "restore", backup);

        Assert.All(
            [check, restore],
            result =>
            {
                Assert.NotEqual(0, result.ExitCode);
                Assert.Contains(reason, result.StandardError, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task A_restore_that_ends_half_way_says_what_to_do()
    {
        var backup = await BackupScript.CreateAsync(_scenario, _folder);
        var nothing = await BackupScript.NothingAsync(await ServerPair.SharedAsync());

        // The server ends the session, as it does when its disk is full.
        var result = await BackupScript.RunAsync(
            nothing,
            Fake("gzip", "/usr/bin/gzip \"$@\" | sed '/^CREATE TABLE `outbox`/i KILL CONNECTION_ID();'"),
            "restore",
            backup
        );

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("failed half-way: make it empty", result.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_backups_older_than_asked_are_deleted()
    {
        foreach (var name in (string[])["20200101T021700Z", "99990101T021700Z", "20200101 by hand"])
            Directory.CreateDirectory(Path.Combine(_folder, name));

        var result = await BackupScript.RunWithAsync(_scenario, [("KEEP_DAYS", "30")], "create", _folder);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            ((string[])[Path.GetFileName(result.StandardOutput.Trim()), "99990101T021700Z", "20200101 by hand"]).Order(),
            Directory.GetFileSystemEntries(_folder).Select(path => Path.GetFileName(path)).Order()
        );
    }

    [Fact]
    public async Task Passwords_are_in_no_argument()
    {
        var arguments = Path.Combine(_programs, "arguments");

        await BackupScript.CreateAsync(_scenario, _folder, Fake("mariadb-dump", $"echo \"$0 $@\" >>{arguments}; exec {{0}} \"$@\""));

        var seen = await File.ReadAllTextAsync(arguments);
        Assert.Contains("--single-transaction", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(new MySqlConnectionStringBuilder(_scenario.MainDatabase).Password, seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passwords_may_have_every_character()
    {
        const string Password = "a\"b'c;d\\e=f g#$`h";
        var user = DatabaseAccounts.NewName();
        var accounts = new DatabaseAccounts(_scenario.MainDatabase);
        await accounts.CreateAsync(
            user,
            Password.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)
        );
        var scenario = new Scenario
        {
            Servers = _scenario.Servers,
            MainDatabase = new MySqlConnectionStringBuilder(_scenario.MainDatabase) { UserID = user, Password = Password }.ConnectionString,
            AdminDatabase = _scenario.AdminDatabase,
            Broker = _scenario.Broker,
        };

        await BackupScript.CreateAsync(scenario, _folder);
    }

    private string Fake(string program, string script) =>
        new FakePrograms(_programs).Add(program, script.Replace("{0}", FakePrograms.Dump, StringComparison.Ordinal)).Folder;

    private static async Task WriteSumsAsync(string backup)
    {
        var lines = Directory
            .GetFiles(backup, "*.sql.gz")
            .Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}  {Path.GetFileName(file)}\n");
        await File.WriteAllTextAsync(Path.Combine(backup, "SHA256SUMS"), string.Concat(lines));
    }
}
