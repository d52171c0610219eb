using Dapper;
using MySqlConnector;

namespace Admin.Worker.Import;

/// <summary>How many likes the Flask service has of each product. Its table allows the same like twice; each user counts once.</summary>
internal sealed class FlaskLikes
{
    private readonly Dictionary<int, ulong> _likes;

    private FlaskLikes(Dictionary<int, ulong> likes, int highestId) => (_likes, HighestId) = (likes, highestId);

    /// <summary>The greatest id of a product that Flask ever heard of and still has something of.</summary>
    internal int HighestId { get; }

    internal static async Task<FlaskLikes> ReadAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new MySqlConnection(connectionString);
        var likes = await connection.QueryAsync<(int Product, ulong Likes)>(
            new CommandDefinition(
                """
                SELECT product_id, CAST(COUNT(DISTINCT user_id) AS UNSIGNED) FROM product_user
                WHERE product_id IS NOT NULL AND user_id IS NOT NULL GROUP BY product_id
                """,
                cancellationToken: cancellationToken
            )
        );
        var counts = likes.ToDictionary(row => row.Product, row => row.Likes);
        var highest = await connection.ExecuteScalarAsync<int>(
            new CommandDefinition("SELECT COALESCE(MAX(id), 0) FROM product", cancellationToken: cancellationToken)
        );
        return new FlaskLikes(counts, Math.Max(highest, counts.Keys.DefaultIfEmpty().Max()));
    }

    internal ulong Of(int product) => _likes.GetValueOrDefault(product);
}
