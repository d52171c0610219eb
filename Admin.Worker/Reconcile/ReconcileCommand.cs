using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Admin.Data.Likes;
using Admin.Worker.Audit;
using Admin.Worker.InternalApi;
using ProductPlatform.Messaging;
using ProductPlatform.Workers;

namespace Admin.Worker.Reconcile;

/// <summary>
/// <c>reconcile</c>: compares the counts with Main's likes. Exit code 0: all right, or repaired. 1: it could not be done. 2: differences.
/// </summary>
internal static class ReconcileCommand
{
    private static readonly Option<bool> Repair = new("--repair") { Description = "Correct what differs; safe while traffic runs." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    private static readonly Option<int> Wait = new("--wait")
    {
        Description = "Seconds to wait at most for likes on their way.",
        DefaultValueFactory = _ => 30,
    };
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    internal static Command Create()
    {
        var command = new Command("reconcile", "Compares Main's likes with Admin's counts, product by product.")
        {
            Repair,
            Json,
            Wait,
            MainAddress.Option,
        };
        command.SetAction(
            (parse, cancellationToken) =>
                WorkerHost.RunCommandAsync<AdminWorker>(
                    builder => builder.AddReconciling(parse.GetValue(MainAddress.Option)),
                    async services =>
                    {
                        var report = await RunAsync(
                            services,
                            parse.GetValue(Repair),
                            TimeSpan.FromSeconds(Math.Max(0, parse.GetValue(Wait))),
                            cancellationToken
                        );
                        await parse.InvocationConfiguration.Output.WriteLineAsync(
                            parse.GetValue(Json) ? JsonSerializer.Serialize(report, JsonOptions) : Text(report)
                        );
                        return report.Differences.Count == 0 || report.Repaired ? 0 : 2;
                    }
                )
        );
        return command;
    }

    private static Task<LikeReport> RunAsync(IServiceProvider services, bool repair, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var reconciliation = services.GetRequiredService<LikeReconciliation>();
        // A comparison changes nothing.
        return repair
            ? CommandTrail.RunAsync(
                services,
                "reconcile --repair",
                () => reconciliation.RunAsync(repair, timeout, cancellationToken),
                report => $"{report.Differences.Count} of {report.Products} counts corrected"
            )
            : reconciliation.RunAsync(repair, timeout, cancellationToken);
    }

    internal static void AddReconciling(this IHostApplicationBuilder builder, Uri? mainUrl)
    {
        builder.AddDeadLetters();
        builder.AddMainClient(mainUrl);
        builder.Services.AddScoped<LikeLedger>();
        builder.Services.AddScoped<LikeSettling>();
        builder.Services.AddScoped<LikeReconciliation>();
    }

    /// <summary>Titles may hold escape sequences, which a terminal would obey.</summary>
    private static string Printable(string title) => string.Concat(title.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private static string Text(LikeReport report)
    {
        var text = new StringBuilder();
        if (report.Differences.Count > 0)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{"PRODUCT", 10}  {"MAIN", 10}  {"ADMIN", 10}  {"ON THE WAY", 10}  {"DIFFERENCE", 10}  TITLE"
            );
        }

        foreach (var row in report.Differences)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{row.ProductId, 10}  {row.Main, 10}  {row.Admin, 10}  {row.OnTheWay, 10}  {row.Difference, 10}  {Printable(row.Title)}"
            );
        }

        var verdict = (report.Differences.Count, report.Repaired) switch
        {
            (0, _) => "no differences",
            (var count, true) => $"{count} repaired",
            (var count, false) => $"{count} with differences; correct them with --repair",
        };
        return text.Append(
                CultureInfo.InvariantCulture,
                $"{report.Products} products, {report.Likes} likes, {report.OnTheWay} on the way: {verdict}."
            )
            .ToString();
    }
}
