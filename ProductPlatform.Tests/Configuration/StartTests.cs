using CliWrap;
using CliWrap.Buffered;

namespace ProductPlatform.Tests.Configuration;

/// <summary>A configuration that cannot work ends the start with one line that names it.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("Admin.Api", "Cors__Origins", "shop.example", "Cors:Origins: 'shop.example' is not an origin")]
    [InlineData("Admin.Api", "Cors__Origins__0", "https://shop.example/path", "Cors:Origins: 'https://shop.example/path' is not an origin")]
    [InlineData("Admin.Api", "Proxy__KnownNetworks", "10.0.0.0/33", "Proxy:KnownNetworks: '10.0.0.0/33' is neither")]
    [InlineData("Admin.Api", "Proxy__KnownProxies", "proxy", "Proxy:KnownProxies")]
    [InlineData("Admin.Api", "Proxy__PublicAddress", "admin.example", "Proxy:PublicAddress = 'admin.example' is not an address")]
    [InlineData("Admin.Api", "Proxy__Trusted", "127.0.0.1", "Proxy:Trusted does not exist")]
    [InlineData("Admin.Api", "Storefront__Address", "shop", "Storefront: ")]
    [InlineData("Admin.Api", "Api__AnonymousWrites", "perhaps", "'perhaps' at 'Api:AnonymousWrites'")]
    [InlineData("Admin.Api", "ConnectionStrings__messaging", "", "No broker is configured. Set ConnectionStrings__messaging")]
    [InlineData(
        "Main.Worker",
        "ConnectionStrings__messaging",
        "localhost:5672",
        "The broker's address is not valid. Set ConnectionStrings__messaging"
    )]
    [InlineData("Main.Api", "Proxy__Hops", "0", "Proxy:Hops = '0' is not a number from 1")]
    [InlineData("Main.Api", "LikeLimits__PagePerMinute", "0", "LikeLimits: ")]
    [InlineData("Main.Api", "AdminUsers__Retries", "3", "'Retries'")]
    [InlineData("Main.Api", "AdminUsers__Resilience__Retry__MaxRetryAttempt", "3", "'MaxRetryAttempt'")]
    [InlineData("Main.Api", "AdminUsers__Resilience__Retry__MaxRetryAttempts", "0", "AdminUsers-standard: ")]
    [InlineData("Main.Worker", "DatabaseSecret__Timeout", "never", "'never' at 'DatabaseSecret:Timeout'")]
    [InlineData("Admin.Worker", "DatabaseSecret__Timeout", "01:00:00", "DatabaseSecret: ")]
    public async Task An_invalid_setting_is_reported_in_one_line(string project, string key, string value, string expected)
    {
        var directory = AppContext.BaseDirectory.Replace("ProductPlatform.Tests", project, StringComparison.Ordinal);
        var ended = await Cli.Wrap("dotnet")
            .WithArguments(Path.Combine(directory, $"{project}.dll"))
            .WithWorkingDirectory(directory)
            .WithEnvironmentVariables(set =>
                set.Set("ASPNETCORE_URLS", "http://127.0.0.1:0")
                    .Set("ASPNETCORE_ENVIRONMENT", "Development")
                    .Set("ConnectionStrings__messaging", "amqp://127.0.0.1:9")
                    .Set(key, value)
            )
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(
            expected,
            Assert.Single((ended.StandardOutput + ended.StandardError).Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal
        );
    }
}
