using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.SecretsManager.Model;
using Amazon.Util;

namespace Amazon.SecretsManager.Internal;

/// <summary>GetSecretValue as an AWS JSON 1.1 request.</summary>
internal sealed class GetSecretValueMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly GetSecretValueMarshaller Instance = new();

    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var secret = (GetSecretValueRequest)input;
        var request = new DefaultRequest(secret, "Amazon.SecretsManager")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = JsonSerializer.SerializeToUtf8Bytes(new Body(secret.SecretId, secret.VersionId, secret.VersionStage), Json),
        };
        request.Headers["X-Amz-Target"] = "secretsmanager.GetSecretValue";
        request.Headers[HeaderKeys.ContentTypeHeader] = "application/x-amz-json-1.1";
        request.Headers[HeaderKeys.XAmzApiVersion] = "2017-10-17";
        return request;
    }

    private sealed record Body(string? SecretId, string? VersionId, string? VersionStage);
}
