using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CliWrap;
using CliWrap.Buffered;
using Microsoft.EntityFrameworkCore;
using ProductPlatform.Testing;
using ProductPlatform.Tests.Platform;
using ProductPlatform.Web.Keys;

namespace ProductPlatform.Tests.Security;

/// <summary>The keys that cookies are sealed with lie in the database; with a certificate they are encrypted there.</summary>
public sealed class KeyRingTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("productplatform-keys-").FullName;
    private readonly DashboardFixture _dashboard = new();

    public Task InitializeAsync() => _dashboard.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Theory]
    [InlineData("keys.pem")]
    [InlineData("keys.pfx")]
    public async Task With_a_certificate_keys_are_encrypted_and_every_replica_reads_them(string file)
    {
        var settings = Certificate(file);
        await _dashboard.QueryAsync(db => db.Set<ProtectionKey>().ExecuteDeleteAsync());
        await using var app = _dashboard.Start(settings);
        await using var replica = _dashboard.Start(settings);
        var user = await _dashboard.AddUserAsync();
        var cookies = new System.Net.CookieContainer();
        using var visitor = app.NewVisitor(user, cookies);
        Assert.NotNull(await visitor.SignInAsync(user.UserName!, TestPassword.Text));

        using var elsewhere = replica.NewVisitor(cookies: cookies);
        Assert.Equal(200, await elsewhere.StatusAsync("/admin"));
        Assert.All(await KeysAsync(), key => Assert.True(IsEncrypted(key), key));
    }

    [Fact]
    public async Task The_migration_revokes_keys_that_were_stored_before_there_was_a_certificate()
    {
        using (var before = await _dashboard.VisitAsync())
            Assert.Equal(200, await before.StatusAsync("/admin"));
        Assert.DoesNotContain(await KeysAsync(), IsEncrypted);
        var settings = Certificate("keys.pem");

        Assert.Contains("1 keys that were stored without encryption are revoked", await MigrateAsync(settings), StringComparison.Ordinal);
        Assert.DoesNotContain("revoked", await MigrateAsync(settings), StringComparison.Ordinal);

        await using var app = _dashboard.Start(settings);
        var user = await _dashboard.AddUserAsync();
        var cookies = new System.Net.CookieContainer();
        using var visitor = app.NewVisitor(user, cookies);
        Assert.NotNull(await visitor.SignInAsync(user.UserName!, TestPassword.Text));
        Assert.Single(await KeysAsync(), IsEncrypted);
    }

    [Fact]
    public async Task Sessions_outlive_a_change_of_the_certificate()
    {
        var before = Certificate("old.pem");
        await _dashboard.QueryAsync(db => db.Set<ProtectionKey>().ExecuteDeleteAsync());
        var user = await _dashboard.AddUserAsync();
        var cookies = new System.Net.CookieContainer();
        await using (var app = _dashboard.Start(before))
        {
            using var visitor = app.NewVisitor(user, cookies);
            Assert.NotNull(await visitor.SignInAsync(user.UserName!, TestPassword.Text));
        }

        (string, string)[] after =
        [
            .. Certificate("new.pem"),
            .. before.Select(setting => (setting.Item1.Replace(":", ":Previous", StringComparison.Ordinal), setting.Item2)),
        ];
        const string Announced = "encrypted with another certificate; a new one replaces them";
        Assert.Contains(Announced, await MigrateAsync(after), StringComparison.Ordinal);
        Assert.DoesNotContain(Announced, await MigrateAsync(after), StringComparison.Ordinal);

        await using var replaced = _dashboard.Start(after);
        using var returning = replaced.NewVisitor(cookies: cookies);
        Assert.Equal(200, await returning.StatusAsync("/admin"));
        Assert.Equal(2, (await KeysAsync()).Count(IsEncrypted));
    }

    [Theory]
    [InlineData("missing.pem")]
    [InlineData("not a certificate.pem")]
    [InlineData("elliptic.pem")]
    public async Task A_certificate_that_cannot_be_used_is_named_at_the_start(string file)
    {
        var path = Path.Combine(_directory, file);
        if (file == "not a certificate.pem")
            await File.WriteAllTextAsync(path, "nonsense");
        if (file == "elliptic.pem")
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var certificate = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256).CreateSelfSigned(
                DateTimeOffset.UtcNow,
                DateTimeOffset.UtcNow.AddDays(1)
            );
            await File.WriteAllTextAsync(path, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}");
        }

        var error = Assert.ThrowsAny<Exception>(() => _dashboard.Start(("DataProtection:CertificateFile", path)));

        Assert.Contains($"DataProtection:CertificateFile: {path}", error.Message, StringComparison.Ordinal);
    }

    private static bool IsEncrypted(string key) =>
        key.Contains("encryptedSecret", StringComparison.Ordinal) && !key.Contains("<masterKey", StringComparison.Ordinal);

    private Task<List<string>> KeysAsync() =>
        _dashboard.QueryAsync(db => db.Set<ProtectionKey>().Where(key => key.Name.StartsWith("key-")).Select(key => key.Xml).ToListAsync());

    private (string, string)[] Certificate(string file)
    {
        var path = Path.Combine(_directory, file);
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest(
            "CN=keys",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        ).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        if (file.EndsWith(".pfx", StringComparison.Ordinal))
        {
            File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, "secret"));
            return [("DataProtection:CertificateFile", path), ("DataProtection:CertificatePassword", "secret")];
        }

        File.WriteAllText(path, certificate.ExportCertificatePem());
        File.WriteAllText($"{path}.key", key.ExportPkcs8PrivateKeyPem());
        return [("DataProtection:CertificateFile", path), ("DataProtection:CertificateKeyFile", $"{path}.key")];
    }

    private async Task<string> MigrateAsync((string Key, string Value)[] settings)
    {
        var result = await Cli.Wrap("dotnet")
            .WithArguments([Path.Combine(AppContext.BaseDirectory, "Admin.Worker.dll"), "migrate"])
            .WithEnvironmentVariables(set =>
            {
                set.Set("ConnectionStrings__admindb", _dashboard.Database)
                    .Set("DOTNET_ENVIRONMENT", "Development")
                    .Set("Logging__Console__FormatterOptions__SingleLine", "true");
                foreach (var (key, value) in settings)
                    set.Set(key.Replace(":", "__", StringComparison.Ordinal), value);
            })
            .ExecuteBufferedAsync();
        return result.StandardOutput + result.StandardError;
    }
}
