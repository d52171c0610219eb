using Microsoft.Extensions.DependencyInjection;

namespace ProductPlatform.AppHost.Servers;

/// <summary>The directory of the native servers' data, used by one run at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int MostRunsSideBySide = 9;

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>
    /// Takes the configured <c>DataDirectory</c>. Without one, takes .data beside the AppHost's project, or, while another run has that,
    /// the first free numbered folder in it. Kept until the application is disposed, or its process ends in whatever way.
    /// </summary>
    public static DataFolder Take(IDistributedApplicationBuilder builder)
    {
        var folder = builder.Configuration["DataDirectory"] is { Length: > 0 } configured
            ? Take(System.IO.Path.GetFullPath(configured))
            : TakeUsual(System.IO.Path.GetFullPath(System.IO.Path.Combine(builder.AppHostDirectory, "..", ".data")));
        // The container disposes what its factories made, after the servers were stopped.
        builder.Services.AddSingleton(_ => folder);
        return folder;
    }

    /// <summary>Takes a directory, made when it is not there; an error that says what to do when another run has it.</summary>
    public static DataFolder Take(string path) =>
        TryTake(path)
        ?? throw new DistributedApplicationException(
            $"The data directory {path} is in use by another run. Stop that run, or set DataDirectory to another folder."
        );

    private static DataFolder TakeUsual(string path)
    {
        for (var number = 1; number <= MostRunsSideBySide; number++)
        {
            if (TryTake(number == 1 ? path : System.IO.Path.Combine(path, $"{number}")) is { } folder)
                return folder;
        }

        throw new DistributedApplicationException(
            $"{path} and its numbered folders are all in use by other runs. Stop one, or set DataDirectory to another folder."
        );
    }

    private static DataFolder? TryTake(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(path, OwnerOnly);
            // The kernel gives the lock back when the process ends, killed or not.
            return new DataFolder(
                path,
                new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
            );
        }
        catch (UnauthorizedAccessException)
        {
            throw new DistributedApplicationException(
                $"The data directory {path} cannot be written by this user. Set DataDirectory to a folder of your own."
            );
        }
        catch (IOException) when (File.Exists(System.IO.Path.Combine(path, "lock")))
        {
            return null;
        }
        catch (IOException exception)
        {
            throw new DistributedApplicationException($"The data directory {path} cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>A private directory in this one.</summary>
    public string Subfolder(string name)
    {
        var path = System.IO.Path.Combine(Path, name);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly);
        return path;
    }

    public void Dispose() => _lock.Dispose();
}
