using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProductPlatform.Tests.Platform.Secrets;

namespace ProductPlatform.Tests.Offline.SecretsManager;

/// <summary>AWS Secrets Manager on loopback: checks the signature, then answers or fails by the secret's name.</summary>
public sealed class SecretsEndpoint : IAsyncLifetime
{
    public const string AccessKey = "AKIDEXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    public const string Region = "eu-north-1";
    private readonly WebApplication _app = Build();
    private int _flaky;

    public string Url => _app.Urls.First();

    public async Task InitializeAsync()
    {
        _app.MapPost("/", Answer);
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }

    private async Task<IResult> Answer(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer);
        if (!SignatureV4.IsValid(request, buffer.ToArray(), AccessKey, SecretKey, Region))
            return Error(403, "InvalidSignatureException", "The request signature does not match.");
        if (request.Headers["X-Amz-Target"] != "secretsmanager.GetSecretValue" || request.ContentType != "application/x-amz-json-1.1")
            return Error(400, "UnknownOperationException", "Not GetSecretValue.");

        var asked = JsonSerializer.Deserialize<JsonElement>(buffer.ToArray());
        var name = asked.GetProperty("SecretId").GetString();
        return name switch
        {
            "missing" => Error(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret."),
            "locked" => Error(400, "DecryptionFailure", "The KMS key is disabled."),
            "forbidden" => Error(400, "AccessDeniedException", "Not authorized to perform secretsmanager:GetSecretValue."),
            "flaky" when Interlocked.Increment(ref _flaky) == 1 => Error(500, "InternalServiceError", "Try again."),
            _ => Value(name, asked),
        };
    }

    private static IResult Value(string? name, JsonElement asked) =>
        Json(
            200,
            new
            {
                ARN = $"arn:aws:secretsmanager:{Region}:1:secret:{name}-AbCdEf",
                CreatedDate = 1700000000.5,
                Name = name,
                SecretString = $$"""{"username":"app","asked":{{asked}}}""",
                VersionId = "v1",
                VersionStages = new[] { "AWSCURRENT" },
            }
        );

    private static IResult Error(int status, string code, string message) =>
        Json(status, new Dictionary<string, string> { ["__type"] = code, ["message"] = message });

    private static IResult Json(int status, object body) =>
        Results.Text(JsonSerializer.Serialize(body), "application/x-amz-json-1.1", statusCode: status);
}
