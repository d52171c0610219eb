using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace ProductPlatform.Tests.Offline.SecretsManager;

public sealed class SecretsManagerClientTests(SecretsEndpoint endpoint) : IClassFixture<SecretsEndpoint>
{
    [Fact]
    public async Task A_secret_is_read_with_a_request_whose_signature_the_service_accepts()
    {
        using var client = Client();

        var secret = await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db" });

        Assert.Equal("""{"username":"app","asked":{"SecretId":"db"}}""", secret.SecretString);
    }

    [Fact]
    public async Task A_secret_comes_with_its_name_version_and_time()
    {
        using var client = Client();

        var secret = await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db" });

        Assert.Equal(("db", "v1", "AWSCURRENT"), (secret.Name, secret.VersionId, secret.VersionStages!.Single()));
        Assert.Equal(new DateTime(2023, 11, 14, 22, 13, 20, 500, DateTimeKind.Utc), secret.CreatedDate);
    }

    [Fact]
    public async Task The_version_that_is_asked_for_is_sent()
    {
        using var client = Client();

        var secret = await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db", VersionStage = "AWSPREVIOUS" });

        var asked = JsonDocument.Parse(secret.SecretString!).RootElement.GetProperty("asked");
        Assert.Equal("AWSPREVIOUS", asked.GetProperty("VersionStage").GetString());
    }

    [Fact]
    public async Task A_wrong_key_is_refused_by_the_service()
    {
        using var client = Client(secretKey: "not the key");

        var refusal = await Assert.ThrowsAsync<AmazonSecretsManagerException>(() => Read(client, "db"));

        Assert.Equal(("InvalidSignatureException", HttpStatusCode.Forbidden), (refusal.ErrorCode, refusal.StatusCode));
    }

    [Fact]
    public async Task A_missing_secret_is_a_ResourceNotFoundException()
    {
        using var client = Client();

        var error = await Assert.ThrowsAsync<ResourceNotFoundException>(() => Read(client, "missing"));

        Assert.Equal("Secrets Manager can't find the specified secret.", error.Message);
    }

    [Fact]
    public async Task A_secret_that_cannot_be_decrypted_is_a_DecryptionFailureException()
    {
        using var client = Client();

        await Assert.ThrowsAsync<DecryptionFailureException>(() => Read(client, "locked"));
    }

    [Fact]
    public async Task A_denied_call_keeps_the_error_code_of_the_service()
    {
        using var client = Client();

        var error = await Assert.ThrowsAsync<AmazonSecretsManagerException>(() => Read(client, "forbidden"));

        Assert.Equal("AccessDeniedException", error.ErrorCode);
    }

    [Fact]
    public async Task A_failure_of_the_service_is_tried_again()
    {
        using var client = Client();

        var secret = await Read(client, "flaky");

        Assert.Equal("flaky", secret.Name);
    }

    [Theory]
    [InlineData("us-east-2", false, "https://secretsmanager.us-east-2.amazonaws.com/")]
    [InlineData("cn-north-1", false, "https://secretsmanager.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-east-1", true, "https://secretsmanager-fips.us-east-1.amazonaws.com/")]
    public void The_region_decides_the_address(string region, bool fips, string url)
    {
        var config = new AmazonSecretsManagerConfig
        {
            RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(region),
            UseFIPSEndpoint = fips,
        };

        var resolved = config.DetermineServiceOperationEndpoint(new(new GetSecretValueRequest()));

        Assert.Equal(url, resolved.URL.TrimEnd('/') + "/");
    }

    private static Task<GetSecretValueResponse> Read(AmazonSecretsManagerClient client, string name) =>
        client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = name });

    private AmazonSecretsManagerClient Client(string secretKey = SecretsEndpoint.SecretKey) =>
        new(
            new BasicAWSCredentials(SecretsEndpoint.AccessKey, secretKey),
            new AmazonSecretsManagerConfig { ServiceURL = endpoint.Url, AuthenticationRegion = SecretsEndpoint.Region }
        );
}
