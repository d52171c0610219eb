using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SecretsManager.Internal;
using Amazon.SecretsManager.Model;

namespace Amazon.SecretsManager;

/// <summary>Calls AWS Secrets Manager through the SDK's core: its credentials, signing, retries and endpoints.</summary>
public class AmazonSecretsManagerClient : AmazonServiceClient, IAmazonSecretsManager
{
    /// <summary>Credentials and region come from the environment.</summary>
    public AmazonSecretsManagerClient()
        : base(new AmazonSecretsManagerConfig()) { }

    /// <summary>Credentials come from the environment.</summary>
    /// <param name="region">The region to call.</param>
    public AmazonSecretsManagerClient(RegionEndpoint region)
        : base(new AmazonSecretsManagerConfig { RegionEndpoint = region }) { }

    /// <summary>Credentials come from the environment.</summary>
    /// <param name="config">How to call.</param>
    public AmazonSecretsManagerClient(AmazonSecretsManagerConfig config)
        : base(config) { }

    /// <summary>Uses the given credentials.</summary>
    /// <param name="credentials">Who calls.</param>
    /// <param name="region">The region to call.</param>
    public AmazonSecretsManagerClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonSecretsManagerConfig { RegionEndpoint = region }) { }

    /// <summary>Uses the given credentials.</summary>
    /// <param name="credentials">Who calls.</param>
    /// <param name="clientConfig">How to call.</param>
    public AmazonSecretsManagerClient(AWSCredentials credentials, AmazonSecretsManagerConfig clientConfig)
        : base(credentials, clientConfig) { }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata { get; } = new SecretsManagerMetadata();

    /// <inheritdoc/>
    public virtual Task<GetSecretValueResponse> GetSecretValueAsync(
        GetSecretValueRequest request,
        CancellationToken cancellationToken = default
    )
    {
        var options = new InvokeOptions
        {
            RequestMarshaller = GetSecretValueMarshaller.Instance,
            ResponseUnmarshaller = GetSecretValueUnmarshaller.Instance,
        };
        return InvokeAsync<GetSecretValueResponse>(request, options, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        // Each goes right behind the marshaller: who signs is known before where to send to.
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new SecretsManagerEndpointHandler());
        pipeline.AddHandlerAfter<Marshaller>(new SecretsManagerAuthHandler());
    }
}
