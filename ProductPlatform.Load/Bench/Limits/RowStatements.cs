using MySqlConnector;

namespace ProductPlatform.Load.Bench.Limits;

/// <summary>Prepared inserts of one transaction.</summary>
/// <param name="commands">The first one's generated id is told to the others.</param>
internal sealed class RowStatements(MySqlConnection connection, params MySqlCommand[] commands) : IAsyncDisposable
{
    /// <summary>The values of one transaction.</summary>
    public required Func<RowValues> Values { get; init; }

    internal async Task PrepareAsync()
    {
        foreach (var command in commands)
        {
            foreach (var (name, value) in Values().For(0))
            {
                if (command.CommandText.Contains(name, StringComparison.Ordinal))
                    command.Parameters.AddWithValue(name, value);
            }

            await command.PrepareAsync();
        }
    }

    internal async Task WriteAsync()
    {
        await using var transaction = await connection.BeginTransactionAsync();
        var values = Values();
        foreach (var command in commands)
        {
            foreach (var (name, value) in values.For(commands[0].LastInsertedId))
            {
                if (command.Parameters.Contains(name))
                    command.Parameters[name].Value = value;
            }

            command.Transaction = transaction;
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in commands)
            await command.DisposeAsync();
    }
}

/// <summary>The values of one operation.</summary>
internal sealed record RowValues(Guid Message, int User, int Product)
{
    internal static RowValues Create(int products) =>
        new(Guid.CreateVersion7(), Random.Shared.Next(1, int.MaxValue), Random.Shared.Next(1, products + 1));

    /// <param name="id">The id that the first row was given.</param>
    internal (string Name, object Value)[] For(long id) =>
        [
            ("@message", Message),
            ("@user", User),
            ("@product", Product),
            ("@id", id),
            ("@body", $$"""{"id":{{id}},"title":"A new product","image":"/pictures/mug.svg","likes":0}"""),
        ];
}
