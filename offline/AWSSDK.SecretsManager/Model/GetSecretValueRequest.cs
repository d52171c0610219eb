namespace Amazon.SecretsManager.Model;

/// <summary>Which secret to read, and which version of it.</summary>
public class GetSecretValueRequest : AmazonSecretsManagerRequest
{
    /// <summary>The secret's name or ARN.</summary>
    public string? SecretId { get; set; }

    /// <summary>The version's id; the current version when neither id nor stage is given.</summary>
    public string? VersionId { get; set; }

    /// <summary>The version's staging label.</summary>
    public string? VersionStage { get; set; }
}
