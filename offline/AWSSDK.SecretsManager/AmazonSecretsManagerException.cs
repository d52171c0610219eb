using System.Net;
using Amazon.Runtime;

namespace Amazon.SecretsManager;

/// <summary>An error that AWS Secrets Manager answered.</summary>
public class AmazonSecretsManagerException : AmazonServiceException
{
    /// <summary>With a message only.</summary>
    /// <param name="message">What happened.</param>
    public AmazonSecretsManagerException(string message)
        : base(message) { }

    /// <summary>With its cause.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Why.</param>
    public AmazonSecretsManagerException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>As the service answered it.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The HTTP error.</param>
    /// <param name="errorType">Whose fault it is.</param>
    /// <param name="errorCode">The service's name for it.</param>
    /// <param name="requestId">The service's id of the request.</param>
    /// <param name="statusCode">The HTTP status.</param>
    public AmazonSecretsManagerException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode
    )
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}
