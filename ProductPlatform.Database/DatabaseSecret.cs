using Amazon;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ProductPlatform.Database;

/// <summary>The result of reading the secret: values, or a problem in words for an operator.</summary>
internal readonly record struct SecretReading(DatabaseValues? Values, string? Problem);

/// <summary>
/// The secret in AWS Secrets Manager that says where the database is and who we are there; in Production it has a default name.
/// </summary>
internal sealed class DatabaseSecret(
    string productionDefault,
    IConfiguration configuration,
    IHostEnvironment environment,
    IServiceProvider services,
    IOptions<DatabaseSecretOptions> options,
    TimeProvider time
)
{
    internal const string Current = "AWSCURRENT";

    /// <summary>The stages beside the current one that a server may take while a rotation is under way, the likelier first.</summary>
    internal static readonly string[] Alternatives = ["AWSPENDING", "AWSPREVIOUS"];

    /// <summary>The secret's name; null when there is none to be read. An empty <c>SECRET_NAME</c> means none, in Production too.</summary>
    internal string? Name =>
        configuration["SECRET_NAME"] is { } name ? (string.IsNullOrWhiteSpace(name) ? null : name.Trim())
        : environment.IsProduction() ? productionDefault
        : null;

    internal string Region => RegionOf(configuration);

    /// <summary>The client of the SDK, which finds credentials and <c>AWS_ENDPOINT_URL</c> by its own rules.</summary>
    internal static AmazonSecretsManagerClient CreateClient(IConfiguration configuration, DatabaseSecretOptions options) =>
        new(
            new AmazonSecretsManagerConfig
            {
                RegionEndpoint = RegionEndpoint.GetBySystemName(RegionOf(configuration)),
                // A configured endpoint says nothing of the region that requests are signed for.
                AuthenticationRegion = RegionOf(configuration),
                Timeout = options.Timeout,
            }
        );

    internal async Task<SecretReading> ReadAsync(string stage, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.Timeout);
        try
        {
            var request = new GetSecretValueRequest { SecretId = Name, VersionStage = stage };

            // The search for credentials blocks, and heeds no token.
            var secret = await Task.Run(
                    () => services.GetRequiredService<IAmazonSecretsManager>().GetSecretValueAsync(request, limit.Token),
                    limit.Token
                )
                .WaitAsync(options.Value.Timeout, time, cancellationToken);
            return secret.SecretString is { } text && DatabaseValues.Of(text) is { } values
                ? new SecretReading(values, null)
                : new SecretReading(null, "it is not a JSON object with username, password, host, port and dbname: put one in");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge to AWS: whatever goes wrong there, the process goes on with what it has.
            return new SecretReading(null, Explain(exception));
        }
    }

    /// <summary>Never the failure's own message: it is the service's text, and may say anything.</summary>
    private string Explain(Exception failure) =>
        failure switch
        {
            ResourceNotFoundException => "there is none of that name: create it, or set SECRET_NAME and AWS_REGION",
            AmazonSecretsManagerException { ErrorCode: "AccessDeniedException" } =>
                "this process may not read it: allow its role secretsmanager:GetSecretValue, and kms:Decrypt where the key is your own",
            DecryptionFailureException => "it cannot be decrypted: see to its KMS key",
            InvalidRequestException => "it is to be deleted: restore it, or set SECRET_NAME to another",
            TimeoutException or OperationCanceledException =>
                $"no answer in {options.Value.Timeout.TotalSeconds:0.#} s: see to credentials and the network path to Secrets Manager",
            AmazonServiceException { ErrorCode: { Length: > 0 } code } =>
                $"AWS answered {code}: see to the process's credentials and AWS_REGION",
            AmazonServiceException or HttpRequestException or IOException =>
                "Secrets Manager cannot be reached: see to the network path to it, or AWS_ENDPOINT_URL",
            AmazonClientException => "AWS credentials or the address of Secrets Manager are missing: "
                + "give the process a role or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
            _ => $"reading it failed with {failure.GetType().Name}",
        };

    private static string RegionOf(IConfiguration configuration) =>
        configuration["AWS_REGION"] is { Length: > 0 } region ? region : "us-east-2";
}
