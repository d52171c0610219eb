using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using ProductPlatform.ServiceDefaults;

namespace ProductPlatform.Tests.Configuration;

/// <summary>Settings that are files, as Compose, Docker and Kubernetes give secrets to a process.</summary>
public sealed class SecretFileTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("secrets-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_file_sets_what_the_environment_variable_of_its_name_would()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory.FullName, "ConnectionStrings__maindb"), "Server=mysql;Password=secret\n");

        Assert.Equal("Server=mysql;Password=secret", Configured(_directory.FullName).GetConnectionString("maindb"));
    }

    [Fact]
    public void A_process_without_such_files_starts() =>
        Assert.Null(Configured(Path.Combine(_directory.FullName, "missing")).GetConnectionString("maindb"));

    private static ConfigurationManager Configured(string directory)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration["Secrets:Directory"] = directory;
        builder.AddServiceDefaults("test");
        return builder.Configuration;
    }
}
