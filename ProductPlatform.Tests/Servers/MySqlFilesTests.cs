using Microsoft.Extensions.Logging.Abstractions;
using ProductPlatform.AppHost.Servers;

namespace ProductPlatform.Tests.Servers;

public sealed class MySqlFilesTests
{
    // MariaDB and MySQL delete at their start what begins with #sql in their temporary directory, whichever program made it.
    [Fact]
    public async Task A_first_start_keeps_the_temporary_tables_of_other_servers()
    {
        var directory = Directory.CreateTempSubdirectory("productplatform with a space-").FullName;
        var table = Path.Combine(Path.GetTempPath(), $"#sql-temptable-{Guid.NewGuid():N}.MAI");
        await File.WriteAllBytesAsync(table, []);
        try
        {
            var files = new MySqlFiles(ServerPrograms.Find().MySql, directory);

            await files.PrepareAsync("password", [], NullLogger.Instance, CancellationToken.None);

            Assert.True(Directory.Exists(Path.Combine(directory, "data", "mysql")));
            Assert.True(File.Exists(table));
        }
        finally
        {
            File.Delete(table);
            Directory.Delete(directory, recursive: true);
        }
    }
}
