using Aspire.Hosting;
using ProductPlatform.AppHost.Servers;
using ProductPlatform.Tests.Servers;

namespace ProductPlatform.Tests.AppHost;

public sealed class ServerSourceTests
{
    private static readonly string[] Connections = ["maindb", "messaging"];

    [Theory]
    [InlineData("native", "--Servers=native")]
    [InlineData("containers", "--Servers=containers")]
    [InlineData("native", "--Servers=Native")]
    [InlineData("external", "--Servers=external", "--ConnectionStrings:maindb=a", "--ConnectionStrings:messaging=b")]
    [InlineData("external", "--ConnectionStrings:maindb=a", "--ConnectionStrings:messaging=b")]
    [InlineData("external", "--Servers=auto", "--ConnectionStrings:maindb=a", "--ConnectionStrings:messaging=b")]
    [InlineData("native", "--Servers=native", "--ConnectionStrings:maindb=a", "--ConnectionStrings:messaging=b")]
    public void Servers_come_from_where_the_configuration_says(string expected, params string[] arguments)
    {
        var builder = PartOfTheAppHost.Create(arguments);

        Assert.Equal(expected, ServerSource.Choose(builder, Connections));
    }

    [Theory]
    [InlineData("--Servers=native")]
    [InlineData("--ConnectionStrings:maindb=a", "--ConnectionStrings:messaging=b")]
    public void What_is_published_always_has_containers(params string[] arguments)
    {
        var builder = PartOfTheAppHost.Create(
            ["--publisher", "manifest", "--output-path", "unused.json", .. arguments]);

        Assert.Equal("containers", ServerSource.Choose(builder, Connections));
    }

    [Theory]
    [InlineData("--Servers=external")]
    [InlineData("--ConnectionStrings:maindb=a")]
    public void A_missing_connection_string_is_named(params string[] arguments)
    {
        var builder = PartOfTheAppHost.Create(arguments);

        var error = Assert.Throws<DistributedApplicationException>(() => ServerSource.Choose(builder, Connections));

        Assert.Contains("ConnectionStrings:messaging", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_source_is_refused_with_the_known_ones()
    {
        var builder = PartOfTheAppHost.Create("--Servers=cloud");

        var error = Assert.Throws<DistributedApplicationException>(() => ServerSource.Choose(builder, Connections));

        Assert.Contains("native", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_the_programs_gets_one_error_that_names_the_packages()
    {
        var error = Assert.Throws<DistributedApplicationException>(() => ServerPrograms.Find([Path.GetTempPath()]));

        Assert.Contains("mariadb-server-core mariadb-client-core rabbitmq-server", error.Message, StringComparison.Ordinal);
    }
}
