using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.SecretsManager.Internal;
using Amazon.Util.Internal;

namespace Amazon.SecretsManager;

/// <summary>How to call AWS Secrets Manager.</summary>
public class AmazonSecretsManagerConfig : ClientConfig
{
    private static readonly string Agent = InternalSDKUtils.BuildUserAgentString("Secrets_Manager", "4.0.0");

    /// <summary>Defaults of the SDK's core; the region comes from the environment.</summary>
    public AmazonSecretsManagerConfig()
        : base(new DefaultConfigurationProvider(DefaultModes()))
    {
        // The service id is what AWS_ENDPOINT_URL_SECRETS_MANAGER and profiles are looked up by.
        base.ServiceId = SecretsManagerMetadata.Id;
        AuthenticationServiceName = SecretsManagerMetadata.SigningName;
        EndpointProvider = new SecretsManagerEndpointProvider();
    }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => SecretsManagerMetadata.SigningName;

    /// <inheritdoc/>
    public override string ServiceVersion => "2017-10-17";

    /// <inheritdoc/>
    public override string UserAgent => Agent;

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var place = SecretsManagerEndpointHandler.Place(this, parameters.AlternateEndpoint);
        return EndpointProvider.ResolveEndpoint(place);
    }

    private static IEnumerable<IDefaultConfiguration> DefaultModes() =>
        Enum.GetValues<DefaultConfigurationMode>()
            .Select(mode => new DefaultConfiguration
            {
                Name = mode,
                RetryMode = RequestRetryMode.Standard,
                S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
                ConnectTimeout = TimeSpan.FromMilliseconds(3100),
                TlsNegotiationTimeout = TimeSpan.FromMilliseconds(3100),
            });
}
