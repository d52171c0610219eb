using System.Diagnostics;
using Microsoft.Extensions.Logging;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;
using ProductPlatform.Tests.Platform.Secrets;

namespace ProductPlatform.Tests.Credentials;

/// <summary>What happens when the secret cannot be read: the process continues, and logs once what to do.</summary>
public sealed class SecretFailureTests : IAsyncLifetime
{
    private const string Canary = "canary-5f2a";

    private static readonly (string Key, string Value)[] Settings =
    [
        ("SECRET_NAME", "shop"),
        ("SQL_USER", "set-user"),
        ("SQL_PASSWORD", "set-pass"),
        ("SQL_HOST", "set-host"),
        ("SQL_DATABASE", "set-db"),
        ("DatabaseSecret:Timeout", "00:00:03"),
    ];

    private SecretsServer _secrets = null!;

    public async Task InitializeAsync() => _secrets = await SecretsServer.StartAsync();

    public async Task DisposeAsync() => await _secrets.DisposeAsync();

    [Theory]
    [InlineData("missing", "there is none of that name")]
    [InlineData("denied", "allow its role secretsmanager:GetSecretValue")]
    [InlineData("undecipherable", "see to its KMS key")]
    [InlineData("deleted", "it is to be deleted")]
    [InlineData("slow", "no answer in 3 s")]
    [InlineData("failing", "AWS answered InternalServiceError")]
    [InlineData("not JSON", "it is not a JSON object")]
    [InlineData("a list", "it is not a JSON object")]
    [InlineData("binary", "it is not a JSON object")]
    [InlineData("empty", "it is not a JSON object")]
    [InlineData("half filled", "it lacks dbname")]
    public async Task The_settings_are_used_instead_and_one_warning_says_what_to_do(string fault, string advice)
    {
        Break(fault);
        var settings =
            fault == "half filled"
                ? Settings.Where(setting => setting.Key != "SQL_DATABASE").Append(("ConnectionStrings:shopdb", "Server=set-host"))
                : Settings;

        await using var host = await ShopHost.StartAsync(_secrets.Client(), [.. settings]);

        Assert.Equal("set-host", host.Address.Server);
        Assert.Contains(
            advice,
            Assert.Single(host.Log.Ours(LogLevel.Warning), warning => warning.Contains("'shop'", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(Canary, host.Log.All(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_that_AWS_does_not_accept_are_named_as_such()
    {
        await using var host = await ShopHost.StartAsync(_secrets.Client(secretKey: "not the key"), Settings);

        Assert.Equal("set-host", host.Address.Server);
        Assert.Contains("AWS answered InvalidSignatureException", Assert.Single(host.Log.Ours(LogLevel.Warning)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_available_service_a_process_starts_within_the_timeout()
    {
        var nobody = _secrets.Client();
        await _secrets.DisposeAsync();
        var started = Stopwatch.GetTimestamp();

        await using var host = await ShopHost.StartAsync(nobody, [.. Settings, ("DatabaseSecret:Timeout", "00:00:02")]);

        Assert.Equal("set-host", host.Address.Server);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_failure_is_remembered_so_that_not_every_context_asks()
    {
        _secrets.Fail("shop", 400, "AccessDeniedException");
        await using var host = await ShopHost.StartAsync(_secrets.Client(), Settings);

        for (var i = 0; i < 20; i++)
            Assert.Equal("set-host", host.Address.Server);

        Assert.Equal(1, _secrets.Reads);
    }

    [Fact]
    public async Task A_secret_that_becomes_readable_is_used_without_a_restart()
    {
        _secrets.Fail("shop", 400, "AccessDeniedException");
        await using var host = await ShopHost.StartAsync(_secrets.Client(), [.. Settings, ("DatabaseSecret:RetryInterval", "00:00:01")]);

        _secrets.Put("shop", Secret("sec-pass"));

        await Eventually.IsTrueAsync(() => Task.FromResult(host.Address.Password == "sec-pass"), "the secret's password is used");
    }

    [Fact]
    public async Task A_changed_secret_is_used_after_the_refresh_interval()
    {
        _secrets.Put("shop", Secret("first"));
        await using var host = await ShopHost.StartAsync(_secrets.Client(), [.. Settings, ("DatabaseSecret:RefreshInterval", "00:00:01")]);

        _secrets.Put("shop", Secret("second"));

        await Eventually.IsTrueAsync(() => Task.FromResult(host.Address.Password == "second"), "the new password is used");
    }

    [Fact]
    public async Task A_secret_that_can_no_longer_be_read_leaves_the_last_one_in_use()
    {
        _secrets.Put("shop", Secret("last-good"));
        await using var host = await ShopHost.StartAsync(
            _secrets.Client(),
            [.. Settings, ("DatabaseSecret:RefreshInterval", "00:00:01"), ("DatabaseSecret:RetryInterval", "00:00:01")]
        );

        _secrets.Fail("shop", 400, "AccessDeniedException");
        var reads = _secrets.Reads;
        await Eventually.IsTrueAsync(() => Task.FromResult(_secrets.Reads >= reads + 3), "the secret is read again");

        Assert.Equal("last-good", host.Address.Password);
        Assert.Single(host.Log.Ours(LogLevel.Warning));
    }

    private void Break(string fault)
    {
        switch (fault)
        {
            case "missing":
                break;
            case "denied":
                _secrets.Fail("shop", 400, "AccessDeniedException");
                break;
            case "undecipherable":
                _secrets.Fail("shop", 400, "DecryptionFailure");
                break;
            case "deleted":
                _secrets.Fail("shop", 400, "InvalidRequestException");
                break;
            case "slow":
                _secrets.Hang("shop");
                break;
            case "failing":
                _secrets.Fail("shop", 400, "InternalServiceError");
                break;
            case "not JSON":
                _secrets.Put("shop", $"{{\"password\": {Canary}");
                break;
            case "a list":
                _secrets.Put("shop", $"[\"{Canary}\"]");
                break;
            case "binary":
                _secrets.PutBinary("shop");
                break;
            case "empty":
                _secrets.Put("shop", "");
                break;
            case "half filled":
                _secrets.Put(
                    "shop",
                    new
                    {
                        username = "u",
                        password = Canary,
                        host = "h",
                    }
                );
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, null);
        }
    }

    private static object Secret(string password) =>
        new
        {
            username = "sec-user",
            password,
            host = "sec-host",
            port = 3300,
            dbname = "sec-db",
        };
}
