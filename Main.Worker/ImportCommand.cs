using System.CommandLine;
using System.Runtime.CompilerServices;
using Dapper;
using Main.Data.Likes;
using MySqlConnector;
using ProductPlatform.Workers;

namespace Main.Worker;

/// <summary>
/// <c>import</c>: takes over the likes of the Flask service. Exit code 0: all of them are here. 1: they could not be read or stored. 2: some are of products
/// that Main does not have.
/// </summary>
internal static class ImportCommand
{
    private const int PageSize = 5000;

    internal static Command Create()
    {
        var command = new Command(
            "import",
            "Takes over the Flask service's likes, after Admin.Worker import; its database, ConnectionStrings__flask, is only read."
        );
        command.SetAction(
            (parse, cancellationToken) =>
                WorkerHost.RunCommandAsync<MainWorker>(
                    builder => builder.Services.AddScoped<LikeImport>(),
                    services =>
                        RunAsync(
                            services.GetRequiredService<LikeImport>(),
                            services.GetRequiredService<IConfiguration>().GetRequiredAddress("flask"),
                            parse.InvocationConfiguration.Output,
                            cancellationToken
                        )
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(LikeImport import, string flask, TextWriter output, CancellationToken cancellationToken)
    {
        var (read, added, unknown) = (0, 0, 0);
        await foreach (var page in PagesAsync(flask, cancellationToken))
        {
            var outcome = await import.StoreAsync([.. page.Select(row => new ImportedLike(row.User, row.Product))], cancellationToken);
            (read, added, unknown) = (read + page.Count, added + outcome.Added, unknown + outcome.UnknownProducts);
            if (page.Count == PageSize)
                await output.WriteLineAsync($"likes: {read} read so far");
        }

        await output.WriteLineAsync($"likes: {read} read, {added} added, {read - added - unknown} here already or given twice");
        if (unknown == 0)
            return 0;

        await output.WriteLineAsync(
            $"! {unknown} likes are of products that Main does not have. If Admin has them, run this again when their events have arrived; "
                + "those of deleted products stay out."
        );
        return 2;
    }

    private static async IAsyncEnumerable<List<(int Id, int User, int Product)>> PagesAsync(
        string connectionString,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var connection = new MySqlConnection(connectionString);
        var after = 0;
        while (true)
        {
            var page = (
                await connection.QueryAsync<(int Id, int User, int Product)>(
                    new CommandDefinition(
                        $"""
                        SELECT id, user_id, product_id FROM product_user
                        WHERE id > @after AND user_id IS NOT NULL AND product_id IS NOT NULL ORDER BY id LIMIT {PageSize}
                        """,
                        new { after },
                        cancellationToken: cancellationToken
                    )
                )
            ).AsList();
            if (page is not [.., var last])
                yield break;

            yield return page;
            after = last.Id;
        }
    }
}
