using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using Amazon.SecretsManager.Model;

namespace Amazon.SecretsManager.Internal;

/// <summary>Reads the answer of GetSecretValue, and its errors as their exceptions.</summary>
internal sealed class GetSecretValueUnmarshaller : JsonResponseUnmarshaller
{
    public static readonly GetSecretValueUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        var answer =
            JsonSerializer.Deserialize<Answer>(input.Stream)
            ?? throw new AmazonUnmarshallingException(
                input.ResponseData?.GetHeaderValue("x-amzn-RequestId"),
                "the body",
                new JsonException("The answer is null.")
            );

        return new GetSecretValueResponse
        {
            ARN = answer.ARN,
            CreatedDate = answer.CreatedDate is { } seconds ? DateTime.UnixEpoch.AddSeconds(seconds) : null,
            Name = answer.Name,
            SecretBinary = answer.SecretBinary is { } bytes ? new MemoryStream(bytes) : null,
            SecretString = answer.SecretString,
            VersionId = answer.VersionId,
            VersionStages = answer.VersionStages,
        };
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input,
        Exception innerException,
        HttpStatusCode statusCode
    )
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return ExceptionOf(error);
    }

    private static AmazonSecretsManagerException ExceptionOf(ErrorResponse e) =>
        e.Code switch
        {
            "DecryptionFailure" => new DecryptionFailureException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            "InternalServiceError" => new InternalServiceErrorException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            ),
            "InvalidParameterException" => new InvalidParameterException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            ),
            "InvalidRequestException" => new InvalidRequestException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            ),
            "ResourceNotFoundException" => new ResourceNotFoundException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            ),
            _ => new AmazonSecretsManagerException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        };

    // Times are seconds since 1970, as a number; binary values are base64.
    private sealed record Answer(
        string? ARN,
        double? CreatedDate,
        string? Name,
        byte[]? SecretBinary,
        string? SecretString,
        string? VersionId,
        List<string>? VersionStages
    );
}
