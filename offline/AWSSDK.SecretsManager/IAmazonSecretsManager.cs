using Amazon.Runtime;
using Amazon.SecretsManager.Model;

namespace Amazon.SecretsManager;

/// <summary>AWS Secrets Manager.</summary>
public interface IAmazonSecretsManager : IAmazonService, IDisposable
{
    /// <summary>Reads the value of a secret.</summary>
    /// <param name="request">Which secret, and which version of it.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>The secret.</returns>
    Task<GetSecretValueResponse> GetSecretValueAsync(GetSecretValueRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonSecretsManagerConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials? awsCredentials, ClientConfig clientConfig)
    {
        if (clientConfig is not AmazonSecretsManagerConfig config)
            throw new AmazonClientException($"{nameof(AmazonSecretsManagerClient)} needs a {nameof(AmazonSecretsManagerConfig)}.");
        return awsCredentials is null ? new AmazonSecretsManagerClient(config) : new AmazonSecretsManagerClient(awsCredentials, config);
    }
}
