using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Hosting.Dashboard;

/// <summary>The page's routes.</summary>
internal sealed class DashboardEndpoints(
    DashboardSettings settings,
    DashboardAccess access,
    ResourceBoard board,
    SecretMask mask,
    DashboardLogs logs,
    DashboardCommands commands,
    ResourceNotificationService notifications)
{
    public void Map(IEndpointRouteBuilder routes, CancellationToken stopping)
    {
        routes.MapGet("/login", LogIn);
        routes.MapPost("/login", (Delegate)LogInByForm);
        routes.MapGet("/assets/{file}", DashboardAssets.Get);
        routes.MapGet("/", Resources);
        routes.MapGet("/changes", (CancellationToken cancelled) => TypedResults.ServerSentEvents(Changes(stopping, cancelled)));
        routes.MapGet("/resources/{id}", Resource);
        routes.MapGet("/resources/{id}/logs", Logs);
        routes.MapGet("/resources/{id}/logs.txt", (string id, HttpContext context) => logs.WriteTextAsync(id, context, stopping));
        routes.MapGet("/resources/{id}/logs/lines", (string id, CancellationToken cancelled) =>
            TypedResults.ServerSentEvents(logs.WatchAsync(id, stopping, cancelled)));
        routes.MapPost("/resources/{id}/commands/{name}", Execute);
    }

    private IResult LogIn(HttpContext context, string? t) =>
        t is null ? Page(LoginPage.Render(refused: false))
        : access.TryLogIn(context, t) ? Results.Redirect("/")
        : Page(LoginPage.Render(refused: true), StatusCodes.Status401Unauthorized);

    private async Task<IResult> LogInByForm(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return LogIn(context, form["t"].ToString());
    }

    private IResult Resources(HttpContext context) => Page(ResourcesPage.Render(settings, SessionOf(context), board));

    private async Task<IResult> Resource(string id, HttpContext context)
    {
        if (board.Find(id) is not { } latest) return NotFound(context);
        var secrets = await mask.ReadSecretsAsync(context.RequestAborted);
        return Page(new ResourcePage(board.TitleOf(latest), latest, secrets).Render(settings, SessionOf(context)));
    }

    private IResult Logs(string id, HttpContext context) => board.Find(id) is { } latest
        ? Page(LogsPage.Render(settings, SessionOf(context), board.TitleOf(latest), latest))
        : NotFound(context);

    private async Task<IResult> Execute(string id, string name, HttpContext context)
    {
        if (board.Find(id) is not { } latest || latest.Snapshot.Commands.FirstOrDefault(command => command.Name == name) is not { } command)
            return NotFound(context);

        var session = SessionOf(context);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (command.ConfirmationMessage is { Length: > 0 } && form["confirmed"] != "yes")
            return Page(ConfirmPage.Render(settings, session, board.TitleOf(latest), latest, command));

        session.Notify(await commands.ExecuteAsync(latest, board.TitleOf(latest), command));
        context.Response.Headers.Location = form["back"] == "list" ? "/" : $"/resources/{Uri.EscapeDataString(id)}";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private async IAsyncEnumerable<SseItem<string>> Changes(
        CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        await foreach (var change in notifications.WatchAsync(either.Token)) yield return new SseItem<string>(change.ResourceId);
    }

    private IResult NotFound(HttpContext context)
    {
        var content = Html.Of($"<p class=\"empty\">There is no such thing here.</p>");
        return Page(Frame.Render(settings, SessionOf(context), "Not found", content), StatusCodes.Status404NotFound);
    }

    private static DashboardSession SessionOf(HttpContext context) => context.Features.GetRequiredFeature<DashboardSession>();

    private static IResult Page(Html page, int status = StatusCodes.Status200OK) =>
        Results.Content(page.ToString(), "text/html; charset=utf-8", statusCode: status);
}
