using MySqlConnector;

namespace ProductPlatform.Load.Bench.Platforms;

/// <summary>Many rows at once, made by the server.</summary>
internal static class BulkRows
{
    internal const string Image = "/pictures/mug.svg";

    /// <summary>A transaction holds its locks and fills its log only so far.</summary>
    private const int AtOnce = 100_000;

    private const string Digit =
        "(SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 "
        + "UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)";

    internal static Task AddAdminProductsAsync(string database, int count) =>
        AddAsync(
            database,
            "product (id, title, image, likes, initial_likes, version, created_at, updated_at)",
            $"number, CONCAT('{Title("', number, '")}'), '{Image}', 0, 0, 1, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)",
            count
        );

    internal static Task AddMainProductsAsync(string database, int count) =>
        AddAsync(database, "product (id, title, image, version)", $"number, CONCAT('{Title("', number, '")}'), '{Image}', 1", count);

    internal static Task AddUsersAsync(string database, int count) =>
        AddAsync(database, "users (name, email)", "CONCAT('User ', number), CONCAT('user', number, '@example.com')", count);

    /// <summary>The title of a product.</summary>
    internal static string Title(object number) => $"Product {number} of the catalogue";

    private static async Task AddAsync(string database, string table, string values, int count)
    {
        await using var connection = new MySqlConnection(database);
        await connection.OpenAsync();
        for (var first = 0; first < count; first += AtOnce)
        {
            await using var command = new MySqlCommand(
                $"""
                INSERT INTO {table}
                SELECT {values}
                FROM (
                    SELECT {first} + 1 + a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n AS number
                    FROM {Digit} a, {Digit} b, {Digit} c, {Digit} d, {Digit} e
                ) AS numbers
                WHERE number <= {count}
                """,
                connection
            )
            {
                CommandTimeout = 0,
            };
            await command.ExecuteNonQueryAsync();
        }

        // The optimizer's statistics would otherwise follow some time later, in the middle of a measurement.
        await using var analyze = new MySqlCommand($"ANALYZE TABLE {table.Split(' ')[0]}", connection);
        await analyze.ExecuteNonQueryAsync();
    }
}
