using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Aspire.Hosting.Dashboard;

/// <summary>What a resource wrote and goes on writing: as events for the script, as plain text for everything else.</summary>
internal sealed partial class DashboardLogs(ResourceLoggerService loggers, ResourceBoard board, SecretMask mask)
{
    public async IAsyncEnumerable<SseItem<string>> WatchAsync(
        string id, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        await foreach (var line in LinesAsync(id, either.Token))
            yield return new SseItem<string>(line.Content, line.IsErrorMessage ? "problem" : "line");
    }

    public async Task WriteTextAsync(string id, HttpContext context, CancellationToken stopping)
    {
        if (board.Find(id) is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await context.Response.StartAsync(either.Token);
            await foreach (var line in LinesAsync(id, either.Token))
            {
                await context.Response.WriteAsync($"{line.Content}\n", either.Token);
                await context.Response.Body.FlushAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The reader or the host is gone.
        }
    }

    private async IAsyncEnumerable<LogLine> LinesAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (board.Find(id) is not { } latest) yield break;

        await foreach (var batch in loggers.WatchAsync(latest.ResourceId).WithCancellation(cancellationToken))
        {
            var secrets = await mask.ReadSecretsAsync(cancellationToken);
            foreach (var line in batch) yield return line with { Content = SecretMask.Clean(Colours().Replace(line.Content, ""), secrets) };
        }
    }

    // What colours a line on a terminal.
    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Colours();
}
