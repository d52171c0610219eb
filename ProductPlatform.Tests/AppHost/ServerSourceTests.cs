using Aspire.Hosting;
using ProductPlatform.AppHost.Servers;
using ProductPlatform.Testing.Servers;

namespace ProductPlatform.Tests.AppHost;

public sealed class ServerSourceTests
{
    private static readonly string[] Connections = ["maindb", "messaging"];

    [Theory]
    [InlineData("native", "--Servers=native")]
    [InlineData("native", "--Servers=Native")]
    [InlineData("external", "--Servers=external", "--ConnectionStrings:maindb=a", "--ConnectionStrings:messaging=b")]
    [InlineData("external", "--ConnectionStrings:maindb=a", "--ConnectionStrings:messaging=b")]
    [InlineData("external", "--Servers=auto", "--ConnectionStrings:maindb=a", "--ConnectionStrings:messaging=b")]
    [InlineData("native", "--Servers=native", "--ConnectionStrings:maindb=a", "--ConnectionStrings:messaging=b")]
    public async Task Servers_come_from_where_the_configuration_says(string expected, params string[] arguments)
    {
        var builder = PartOfTheAppHost.Create(arguments);

        Assert.Equal(expected, await ServerSource.ChooseAsync(builder, Connections));
    }

    [Theory]
    [InlineData("--Servers=native")]
    [InlineData("--ConnectionStrings:maindb=a", "--ConnectionStrings:messaging=b")]
    public async Task What_is_published_always_has_containers(params string[] arguments)
    {
        var builder = PartOfTheAppHost.Create(["--publisher", "manifest", "--output-path", "unused.json", .. arguments]);

        Assert.Equal("containers", await ServerSource.ChooseAsync(builder, Connections));
    }

    [Theory]
    [InlineData("--Servers=external")]
    [InlineData("--ConnectionStrings:maindb=a")]
    public async Task A_missing_connection_string_is_named(params string[] arguments)
    {
        var builder = PartOfTheAppHost.Create(arguments);

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => ServerSource.ChooseAsync(builder, Connections));

        Assert.Contains("ConnectionStrings:messaging", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auto", "containers", """{"installed":true,"running":true}""")]
    [InlineData("auto", "native", """{"installed":true,"running":false,"error":"Cannot connect to the Docker daemon"}""")]
    [InlineData("auto", "native", """{"installed":false,"error":"docker: command not found"}""")]
    [InlineData("containers", "containers", """{"installed":true,"running":true}""")]
    public async Task Containers_are_used_where_the_orchestrator_can_run_them(string wanted, string expected, string engine)
    {
        using var orchestrator = new OrchestratorAnswer(engine);
        var builder = PartOfTheAppHost.Create($"--Servers={wanted}", $"--DcpPublisher:CliPath={orchestrator.Path}");

        Assert.Equal(expected, await ServerSource.ChooseAsync(builder, Connections));
    }

    [Theory]
    [InlineData(
        """{"installed":true,"running":false,"error":"Cannot connect to the Docker daemon\nIs it running?"}""",
        "Cannot connect to the Docker daemon Is it running?"
    )]
    [InlineData("""{"installed":false,"error":"docker: command not found"}""", "docker: command not found")]
    public async Task Containers_without_a_usable_engine_are_refused_with_the_reason_and_what_to_do(string engine, string reason)
    {
        using var orchestrator = new OrchestratorAnswer(engine);
        var builder = PartOfTheAppHost.Create("--Servers=containers", $"--DcpPublisher:CliPath={orchestrator.Path}");

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => ServerSource.ChooseAsync(builder, Connections));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Or set Servers to native or external.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_source_is_refused_with_the_known_ones()
    {
        var builder = PartOfTheAppHost.Create("--Servers=cloud");

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => ServerSource.ChooseAsync(builder, Connections));

        Assert.Contains("native", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_the_programs_gets_one_error_that_names_the_packages()
    {
        var error = Assert.Throws<DistributedApplicationException>(() => ServerPrograms.Choose(null, [Path.GetTempPath()]));

        Assert.Contains("mariadb-server-core mariadb-client-core rabbitmq-server", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_of_the_chosen_folders_come_before_the_machine_s_own_server_by_server()
    {
        using var own = new Programs("mysqld", "rabbitmq-server", "rabbitmqctl", "epmd");
        using var other = new Programs("mariadbd", "mariadb-install-db");

        var programs = ServerPrograms.Choose($"/nowhere{Path.PathSeparator}{other.Folder}", [own.Folder]);

        Assert.Equal(Path.Combine(other.Folder, "mariadbd"), programs.MySql.Server);
        Assert.Equal(Path.Combine(own.Folder, "rabbitmq-server"), programs.RabbitMq.Server);
    }

    [Fact]
    public void Chosen_folders_without_a_server_are_an_error_that_says_what_belongs_there()
    {
        using var own = new Programs("mysqld", "rabbitmq-server", "rabbitmqctl", "epmd");

        var error = Assert.Throws<DistributedApplicationException>(() => ServerPrograms.Choose("/nowhere", [own.Folder]));

        Assert.Contains("SERVER_PROGRAMS is '/nowhere'", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A folder with files of these names.</summary>
    private sealed class Programs : IDisposable
    {
        public Programs(params string[] names)
        {
            foreach (var name in names)
                File.WriteAllText(Path.Combine(Folder, name), "");
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory().FullName;

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A program that answers 'dcp info' as the orchestrator does on a machine with this container engine.</summary>
    private sealed class OrchestratorAnswer : IDisposable
    {
        public OrchestratorAnswer(string engine)
        {
            File.WriteAllText(Path, $"#!/bin/sh\ncat <<'END'\n{{\"version\":\"0.26.6\",\"containers\":{engine}}}\nEND\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
