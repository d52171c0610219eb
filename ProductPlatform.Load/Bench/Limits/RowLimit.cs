using System.Collections.Concurrent;
using System.Diagnostics;
using MySqlConnector;
using ProductPlatform.Load.Bench.Measuring;

namespace ProductPlatform.Load.Bench.Limits;

/// <summary>The rows that one operation of the platform writes.</summary>
internal enum RowKind
{
    /// <summary>The like and its event.</summary>
    Like,

    /// <summary>The product, its history and its event.</summary>
    Product,
}

/// <summary>L2: a bare MySqlConnector loop that writes the platform's rows, one commit an operation, into tables that are migrated as the platform's.</summary>
internal static class RowLimit
{
    private const int Products = 100;

    internal static async Task<Sample> RunAsync(RowKind kind, string database, TimeSpan warmUp, TimeSpan time)
    {
        var pool = new MySqlConnectionStringBuilder(database) { MaximumPoolSize = BenchOptions.Connections }.ConnectionString;
        await WorkAsync(kind, pool, warmUp);
        var cpu = ProcessUsage.OwnCpuSeconds();
        var sample = await WorkAsync(kind, pool, time);
        return sample with { CpuSeconds = ProcessUsage.OwnCpuSeconds() - cpu };
    }

    private static async Task<Sample> WorkAsync(RowKind kind, string pool, TimeSpan time)
    {
        var latencies = new ConcurrentBag<double>();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, BenchOptions.Connections)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        await using var connection = new MySqlConnection(pool);
                        await connection.OpenAsync();
                        await using var rows = kind == RowKind.Like ? LikeRows(connection) : ProductRows(connection);
                        await rows.PrepareAsync();
                        while (Stopwatch.GetElapsedTime(started) < time)
                        {
                            var begun = Stopwatch.GetTimestamp();
                            await rows.WriteAsync();
                            latencies.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                        }
                    })
                )
        );
        return Sample.From(latencies, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static RowStatements LikeRows(MySqlConnection connection) =>
        new(
            connection,
            new("INSERT INTO product_user (user_id, product_id, message_id) VALUES (@user, @product, @message)", connection),
            new(
                """
                INSERT INTO outbox (message_id, exchange, type, body, user_id, occurred_at, attempts)
                VALUES (@message, 'product_liked', 'product_liked', @product, @user, UTC_TIMESTAMP(6), 0)
                """,
                connection
            )
        )
        {
            Values = static () => RowValues.Create(Products),
        };

    private static RowStatements ProductRows(MySqlConnection connection) =>
        new(
            connection,
            new(
                """
                INSERT INTO product (title, image, likes, initial_likes, version, created_at, updated_at)
                VALUES ('A new product', '/pictures/mug.svg', 0, 0, 1, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
                """,
                connection
            ),
            new(
                """
                INSERT INTO product_history (product_id, version, kind, title, image, likes, initial_likes, actor, changed_at)
                VALUES (@id, 1, 'Created', 'A new product', '/pictures/mug.svg', 0, 0, 'api', UTC_TIMESTAMP(6))
                """,
                connection
            ),
            new(
                """
                INSERT INTO outbox (message_id, exchange, type, body, version, occurred_at, attempts)
                VALUES (@message, 'product_created', 'product_created', @body, 1, UTC_TIMESTAMP(6), 0)
                """,
                connection
            )
        )
        {
            Values = static () => RowValues.Create(Products),
        };
}
