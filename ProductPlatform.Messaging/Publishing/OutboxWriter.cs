using System.Text;
using Microsoft.EntityFrameworkCore;

namespace ProductPlatform.Messaging.Publishing;

/// <summary>Writes many messages in one statement. A context would write one by one, because it asks for each row's number.</summary>
public static class OutboxWriter
{
    private const string Columns = "message_id, exchange, type, body, version, user_id, trace_parent, trace_state, occurred_at, attempts";
    private const int ColumnCount = 10;

    /// <summary>Adds <paramref name="messages"/> to the outbox, in the transaction of their changes.</summary>
    public static Task AddToOutboxAsync(this DbContext db, IReadOnlyCollection<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(messages);
        if (messages.Count == 0)
            return Task.CompletedTask;

        var statement = new StringBuilder($"INSERT INTO outbox ({Columns}) VALUES ");
        for (var row = 0; row < messages.Count; row++)
        {
            var parameters = Enumerable.Range(row * ColumnCount, ColumnCount).Select(number => $"{{{number}}}");
            statement.Append(row == 0 ? "(" : ", (").AppendJoin(", ", parameters).Append(')');
        }

        var values = messages.SelectMany(message =>
            (object?[])
                [
                    message.MessageId,
                    message.Exchange,
                    message.Type,
                    message.Body,
                    message.Version,
                    message.UserId,
                    message.TraceParent,
                    message.TraceState,
                    message.OccurredAt,
                    message.Attempts,
                ]
        );
        return db.Database.ExecuteSqlRawAsync(statement.ToString(), values!, cancellationToken);
    }
}
