using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ProductPlatform.Tests.Platform.Faults;

/// <summary>Does something after the first read that has a text in it, one after the other.</summary>
internal sealed class ReadHooks(params (string Text, Func<Task> Then)[] hooks) : DbCommandInterceptor
{
    private readonly Queue<(string Text, Func<Task> Then)> _hooks = new(hooks);

    internal int Left => _hooks.Count;

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    )
    {
        if (_hooks.TryPeek(out var hook) && command.CommandText.Contains(hook.Text, StringComparison.Ordinal))
        {
            _hooks.Dequeue();
            await hook.Then();
        }

        return result;
    }
}
