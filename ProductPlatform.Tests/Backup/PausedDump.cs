using MySqlConnector;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Backup;

/// <summary>A <c>mariadb-dump</c> that waits before it dumps one of the databases, until it is told to continue.</summary>
internal sealed class PausedDump
{
    private readonly string _reached;
    private readonly string _continue;

    internal PausedDump(string database, string folder)
    {
        _reached = Path.Combine(folder, "reached");
        _continue = Path.Combine(folder, "continue");
        Programs = new FakePrograms(folder)
            .Add(
                "mariadb-dump",
                $"""
                for last; do :; done
                if [ "$last" = "{new MySqlConnectionStringBuilder(database).Database}" ]; then
                    touch "{_reached}"
                    while [ ! -e "{_continue}" ]; do sleep 0.05; done
                fi
                exec {FakePrograms.Dump} "$@"
                """
            )
            .Folder;
    }

    internal string Programs { get; }

    internal Task ReachedAsync() => Eventually.IsTrueAsync(() => Task.FromResult(File.Exists(_reached)), "the dump is reached");

    internal void Continue() => File.WriteAllText(_continue, "");
}
