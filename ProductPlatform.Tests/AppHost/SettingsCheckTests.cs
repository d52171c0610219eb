using Aspire.Hosting;
using Microsoft.Extensions.Configuration;
using ProductPlatform.AppHost.Servers;

namespace ProductPlatform.Tests.AppHost;

public sealed class SettingsCheckTests
{
    private static readonly string[] Connections = ["maindb", "messaging"];

    [Theory]
    [InlineData("Parameters:mysql-password", "a;b")]
    [InlineData("Parameters:mysql-password", "=a")]
    [InlineData("Parameters:mysql-password", "'a")]
    [InlineData("Parameters:mysql-password", "\"a\"")]
    [InlineData("Parameters:mysql-password", " a")]
    [InlineData("Parameters:mysql-password", "a\nb")]
    [InlineData("Parameters:messaging-password", "")]
    [InlineData("Parameters:admin-password", "")]
    public void An_unusable_password_is_reported(string key, string value)
    {
        var error = Assert.Throws<DistributedApplicationException>(() => SettingsCheck.CheckPasswords(Configuration((key, value))));

        Assert.StartsWith(key, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("Parameters:mysql-password", "a=b'c\"d\\e%f/ü")]
    [InlineData("Parameters:messaging-password", ";:/@#%?'\"")]
    [InlineData("Parameters:admin-password", "a;b")]
    public void Other_passwords_are_accepted(string key, string value) => SettingsCheck.CheckPasswords(Configuration((key, value)));

    [Theory]
    [InlineData("external", "DataDirectory Parameters:mysql-password Ports:MySql")]
    [InlineData("containers", "ConnectionStrings:maindb DataDirectory")]
    [InlineData("native", "ConnectionStrings:maindb")]
    public void Settings_that_the_chosen_servers_do_not_use_are_reported(string source, string expected)
    {
        var configuration = Configuration(
            ("DataDirectory", "/data"),
            ("Parameters:mysql-password", "p"),
            ("Ports:MySql", "3306"),
            ("ConnectionStrings:maindb", "Server=s")
        );

        var lines = SettingsCheck.FindIgnored(configuration, source, Connections);

        Assert.Equal(expected, string.Join(' ', lines.Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal)));
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
}
