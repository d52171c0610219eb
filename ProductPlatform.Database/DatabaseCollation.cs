using Microsoft.EntityFrameworkCore;

namespace ProductPlatform.Database;

/// <summary>
/// How text is compared: the collation is named here, and not inherited from a server's configuration, so that searches and unique columns
/// give the same answers everywhere. MySQL and MariaDB have no name in common for the same rules, hence one per kind. Ids and keys, which
/// are ASCII columns, are compared byte by byte. See docs/decisions/0020-collations-are-named.md.
/// </summary>
public static class DatabaseCollation
{
    /// <summary>Text on MySQL.</summary>
    public const string MySql = "utf8mb4_0900_ai_ci";

    /// <summary>Text on MariaDB from 10.10 on.</summary>
    public const string MariaDb = "utf8mb4_uca1400_ai_ci";

    private const string CharacterSet = "utf8mb4";
    private const string Exact = "ascii_bin";

    /// <summary>
    /// Has every migration, the empty one too, end with the database and all its columns in these collations. The framework runs it under
    /// its migration lock; what migrations say of a column's character set has the server's default collation until then.
    /// </summary>
    internal static void UseNamedCollation(this DbContextOptionsBuilder options) =>
        options
            .UseAsyncSeeding((db, _, cancellationToken) => ApplyAsync(db, cancellationToken))
            .UseSeeding((db, _) => ApplyAsync(db, CancellationToken.None).GetAwaiter().GetResult());

    private static async Task ApplyAsync(DbContext db, CancellationToken cancellationToken)
    {
        var isMariaDb = (await db.Database.SqlQuery<string>($"SELECT VERSION() AS Value").SingleAsync(cancellationToken)).Contains(
            "MariaDB",
            StringComparison.OrdinalIgnoreCase
        );
        var text = isMariaDb ? MariaDb : MySql;

        // Only what differs: changing a collation rewrites the table.
        foreach (
            var name in await db
                .Database.SqlQuery<string>(
                    $"""
                    SELECT SCHEMA_NAME AS Value FROM information_schema.SCHEMATA
                    WHERE SCHEMA_NAME = DATABASE() AND DEFAULT_COLLATION_NAME <> {text}
                    """
                )
                .ToListAsync(cancellationToken)
        )
        {
            await ExecuteAsync(db, $"ALTER DATABASE {Quoted(name)} CHARACTER SET {CharacterSet} COLLATE {text}", cancellationToken);
        }

        var columns = await db
            .Database.SqlQuery<Column>(
                $"""
                SELECT c.TABLE_NAME AS `Table`, c.COLUMN_NAME AS Name, c.COLUMN_TYPE AS Type, c.IS_NULLABLE = 'YES' AS IsNullable,
                    c.CHARACTER_SET_NAME = 'ascii' AS IsExact, c.COLUMN_DEFAULT AS DefaultValue
                FROM information_schema.COLUMNS c JOIN information_schema.TABLES t USING (TABLE_SCHEMA, TABLE_NAME)
                WHERE c.TABLE_SCHEMA = DATABASE() AND t.TABLE_TYPE = 'BASE TABLE' AND c.COLLATION_NAME NOT LIKE '%\_bin' AND c.COLLATION_NAME <> {text}
                """
            )
            .ToListAsync(cancellationToken);
        foreach (var table in columns.GroupBy(column => column.Table))
        {
            var changes = table.Select(column => $"MODIFY {Definition(column, text, isMariaDb)}");
            await ExecuteAsync(db, $"ALTER TABLE {Quoted(table.Key)} {string.Join(", ", changes)}", cancellationToken);
        }
    }

    /// <summary>MODIFY forgets whatever it does not repeat.</summary>
    private static string Definition(Column column, string text, bool isMariaDb)
    {
        var collation = column.IsExact ? $"CHARACTER SET ascii COLLATE {Exact}" : $"CHARACTER SET {CharacterSet} COLLATE {text}";
        // MariaDB shows a default as an expression, MySQL as a bare text.
        var value = column.DefaultValue switch
        {
            null => "",
            var expression when isMariaDb => $" DEFAULT {expression}",
            var literal => $" DEFAULT '{literal.Replace("'", "''", StringComparison.Ordinal)}'",
        };
        return $"{Quoted(column.Name)} {column.Type} {collation}{(column.IsNullable ? "" : " NOT NULL")}{value}";
    }

    // Names out of the server's own catalogue; they cannot be parameters.
    private static Task<int> ExecuteAsync(DbContext db, string sql, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync(
            sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal),
            cancellationToken
        );

    private static string Quoted(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private sealed record Column(string Table, string Name, string Type, bool IsNullable, bool IsExact, string? DefaultValue);
}
