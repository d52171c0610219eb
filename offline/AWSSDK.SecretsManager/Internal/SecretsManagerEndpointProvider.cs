using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Amazon.SecretsManager.Internal;

/// <summary>The address of the service in a region, or the one that the configuration says.</summary>
internal sealed class SecretsManagerEndpointProvider : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var (fips, dualStack) = (parameters["UseFIPS"] is true, parameters["UseDualStack"] is true);

        if (parameters["Endpoint"] is string { Length: > 0 } url)
        {
            if (fips || dualStack)
                throw new AmazonClientException("A custom endpoint excludes FIPS and dual-stack endpoints.");
            return new Endpoint(url);
        }
        if (parameters["Region"] is not string { Length: > 0 } region || Fn.Partition(region) is not { } partition)
            throw new AmazonClientException("No region and no endpoint are configured for AWS Secrets Manager. Set AWS_REGION.");
        if ((fips && !partition.supportsFIPS) || (dualStack && !partition.supportsDualStack))
            throw new AmazonClientException($"Region {region} has no such endpoint (FIPS: {fips}, dual stack: {dualStack}).");

        var host = fips ? "secretsmanager-fips" : SecretsManagerMetadata.SigningName;
        return new Endpoint($"https://{host}.{region}.{(dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}");
    }
}
