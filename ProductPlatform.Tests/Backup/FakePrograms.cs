namespace ProductPlatform.Tests.Backup;

/// <summary>Programs that are found before those of the system, to fail as those can.</summary>
internal sealed class FakePrograms
{
    /// <summary>The system's own.</summary>
    internal static readonly string Dump = ((string[])["/usr/bin/mariadb-dump", "/usr/bin/mysqldump"]).First(File.Exists);

    internal FakePrograms(string folder) => Folder = Directory.CreateDirectory(Path.Combine(folder, "programs")).FullName;

    internal string Folder { get; }

    internal FakePrograms Add(string name, string script)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, $"#!/bin/bash\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return this;
    }
}
