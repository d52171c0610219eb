using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>A secret as AWS Secrets Manager answers it.</summary>
public class GetSecretValueResponse : AmazonWebServiceResponse
{
    /// <summary>The secret's ARN.</summary>
    public string? ARN { get; set; }

    /// <summary>When this version was made.</summary>
    public DateTime? CreatedDate { get; set; }

    /// <summary>The secret's name.</summary>
    public string? Name { get; set; }

    /// <summary>The value, when it is binary.</summary>
    public MemoryStream? SecretBinary { get; set; }

    /// <summary>The value, when it is text.</summary>
    public string? SecretString { get; set; }

    /// <summary>The version's id.</summary>
    public string? VersionId { get; set; }

    /// <summary>The version's staging labels.</summary>
#pragma warning disable CA1002, CA2227 // The package's own shape.
    public List<string>? VersionStages { get; set; }
#pragma warning restore CA1002, CA2227
}
