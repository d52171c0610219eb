using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ProductPlatform.Load.Bench.Limits;

/// <summary>L1: a bare Kestrel that answers every request with the same bytes, or with 304 to who knows their entity tag.</summary>
internal static class HttpLimit
{
    /// <param name="port">Where it listens, on loopback.</param>
    /// <param name="answerFile">A <see cref="FixedAnswer"/> as JSON.</param>
    internal static async Task RunAsync(int port, string answerFile, CancellationToken cancellationToken)
    {
        var answer = JsonSerializer.Deserialize<FixedAnswer>(await File.ReadAllBytesAsync(answerFile, cancellationToken))!;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var app = builder.Build();
        app.Run(context => AnswerAsync(context, answer));
        await app.StartAsync(cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static Task AnswerAsync(HttpContext context, FixedAnswer answer)
    {
        var response = context.Response;
        var known = answer.EntityTag is { } tag && context.Request.Headers.IfNoneMatch == tag;
        foreach (var (name, value) in answer.Headers)
        {
            if (!known || !name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
                response.Headers[name] = value;
        }

        if (known)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentLength = answer.Body.Length;
        return response.BodyWriter.WriteAsync(answer.Body).AsTask();
    }
}
