using Amazon.Runtime.Internal;

namespace Amazon.SecretsManager.Internal;

/// <summary>The service's names.</summary>
internal sealed class SecretsManagerMetadata : IServiceMetadata
{
    public const string Id = "Secrets Manager";
    public const string SigningName = "secretsmanager";

    public string ServiceId => Id;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
