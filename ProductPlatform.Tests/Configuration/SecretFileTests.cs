using CliWrap;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using ProductPlatform.ServiceDefaults;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Configuration;

/// <summary>Settings that are files, as Compose, Docker and Kubernetes give secrets to a process.</summary>
public sealed class SecretFileTests : IDisposable
{
    // The kernel counts times of files in steps of some milliseconds: two that a test writes at once may have the same, and look unchanged.
    private static readonly DateTime Yesterday = DateTime.UtcNow.AddDays(-1);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("secrets-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_file_sets_what_the_environment_variable_of_its_name_would()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory.FullName, "ConnectionStrings__maindb"), "Server=mysql;Password=secret\n");

        Assert.Equal("Server=mysql;Password=secret", Configured(_directory.FullName).GetConnectionString("maindb"));
    }

    [Fact]
    public async Task A_file_that_changes_is_read_again()
    {
        var file = Path.Combine(_directory.FullName, "ConnectionStrings__maindb");
        await WriteAsync("", "old");
        File.SetLastWriteTimeUtc(file, Yesterday);
        var configuration = Configured(_directory.FullName);
        Assert.Equal("old", configuration.GetConnectionString("maindb"));

        await File.WriteAllTextAsync($"{file}.new", "new");
        File.Move($"{file}.new", file, overwrite: true);

        await IsNewAsync(configuration);
    }

    /// <summary>Files are links into a folder that is a link itself, which an update replaces.</summary>
    [Fact]
    public async Task Secrets_that_Kubernetes_replaces_are_read_again()
    {
        await WriteAsync("..1", "old");
        File.SetLastWriteTimeUtc(Path.Combine(_directory.FullName, "..1", "ConnectionStrings__maindb"), Yesterday);
        File.CreateSymbolicLink(Path.Combine(_directory.FullName, "..data"), "..1");
        File.CreateSymbolicLink(Path.Combine(_directory.FullName, "ConnectionStrings__maindb"), "..data/ConnectionStrings__maindb");
        var configuration = Configured(_directory.FullName);
        Assert.Equal("old", configuration.GetConnectionString("maindb"));

        await WriteAsync("..2", "new");
        File.CreateSymbolicLink(Path.Combine(_directory.FullName, "..data_tmp"), "..2");
        await Cli.Wrap("mv")
            .WithArguments(["-T", Path.Combine(_directory.FullName, "..data_tmp"), Path.Combine(_directory.FullName, "..data")])
            .ExecuteAsync();

        await IsNewAsync(configuration);
    }

    [Fact]
    public void A_process_without_such_files_starts() =>
        Assert.Null(Configured(Path.Combine(_directory.FullName, "missing")).GetConnectionString("maindb"));

    private static Task IsNewAsync(ConfigurationManager configuration) =>
        Eventually.IsTrueAsync(() => Task.FromResult(configuration.GetConnectionString("maindb") == "new"), "the new secret is read");

    private async Task WriteAsync(string folder, string secret)
    {
        var path = Directory.CreateDirectory(Path.Combine(_directory.FullName, folder)).FullName;
        await File.WriteAllTextAsync(Path.Combine(path, "ConnectionStrings__maindb"), secret);
    }

    private static ConfigurationManager Configured(string directory)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration["Secrets:Directory"] = directory;
        builder.AddServiceDefaults("test");
        return builder.Configuration;
    }
}
