using System.Collections.Concurrent;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ProductPlatform.Tests.Platform.Secrets;

/// <summary>AWS Secrets Manager on loopback, as far as a reader sees it: every request's signature is checked.</summary>
internal sealed class SecretsServer : IAsyncDisposable
{
    internal const string AccessKey = "AKIDEXAMPLE";
    internal const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    internal const string Region = "us-east-2";

    private readonly ConcurrentDictionary<(string Name, string Stage), Func<CancellationToken, Task<IResult>>> _answers = new();
    private readonly WebApplication _app;
    private int _reads;

    private SecretsServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/", AnswerAsync);
    }

    internal string Url => _app.Urls.Single();

    /// <summary>Requests so far, refused ones included.</summary>
    internal int Reads => Volatile.Read(ref _reads);

    internal static async Task<SecretsServer> StartAsync()
    {
        var server = new SecretsServer();
        await server._app.StartAsync();
        return server;
    }

    /// <summary>A client of the SDK for this server.</summary>
    internal AmazonSecretsManagerClient Client(string secretKey = SecretKey) =>
        new(
            new BasicAWSCredentials(AccessKey, secretKey),
            new AmazonSecretsManagerConfig { ServiceURL = Url, AuthenticationRegion = Region }
        );

    internal void Put(string name, string text, string stage = "AWSCURRENT") =>
        _answers[(name, stage)] = _ =>
            Task.FromResult(
                Json(
                    200,
                    new
                    {
                        Name = name,
                        SecretString = text,
                        VersionId = "v",
                        VersionStages = new[] { stage },
                    }
                )
            );

    internal void Put(string name, object secret, string stage = "AWSCURRENT") => Put(name, JsonSerializer.Serialize(secret), stage);

    internal void Fail(string name, int status, string code) =>
        _answers[(name, "AWSCURRENT")] = _ => Task.FromResult(Error(status, code, "as the test wants it"));

    /// <summary>Answers a binary secret.</summary>
    internal void PutBinary(string name) =>
        _answers[(name, "AWSCURRENT")] = _ => Task.FromResult(Json(200, new { Name = name, SecretBinary = new byte[] { 1, 2, 3 } }));

    /// <summary>Accepts requests and never answers.</summary>
    internal void Hang(string name) =>
        _answers[(name, "AWSCURRENT")] = async aborted =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, aborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return Results.Empty;
        };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(HttpRequest request)
    {
        Interlocked.Increment(ref _reads);
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer);
        if (!SignatureV4.IsValid(request, buffer.ToArray(), AccessKey, SecretKey, Region))
            return Error(403, "InvalidSignatureException", "The request signature does not match.");

        var asked = JsonSerializer.Deserialize<JsonElement>(buffer.ToArray());
        var stage = asked.TryGetProperty("VersionStage", out var given) ? given.GetString()! : "AWSCURRENT";
        return _answers.TryGetValue((asked.GetProperty("SecretId").GetString()!, stage), out var answer)
            ? await answer(request.HttpContext.RequestAborted)
            : Error(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret value.");
    }

    private static IResult Error(int status, string code, string message) =>
        Json(status, new Dictionary<string, string> { ["__type"] = code, ["message"] = message });

    private static IResult Json(int status, object body) =>
        Results.Text(JsonSerializer.Serialize(body), "application/x-amz-json-1.1", statusCode: status);
}
