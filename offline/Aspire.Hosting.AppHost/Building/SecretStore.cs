using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace Aspire.Hosting;

/// <summary>Keeps generated secrets over runs: in the AppHost's user secrets, which only their owner can read.</summary>
internal sealed class SecretStore(Assembly? appHost)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly string? _path = appHost?.GetCustomAttribute<UserSecretsIdAttribute>() is { } id
        ? PathHelper.GetSecretsPathFromSecretsId(id.UserSecretsId)
        : null;

    /// <summary>In every environment, not only in Development: a data directory needs the password it was made with.</summary>
    public void AddTo(ConfigurationManager configuration)
    {
        if (_path is null)
            return;

        var source = new JsonConfigurationSource { Path = _path, Optional = true };
        source.ResolveFileProvider();
        // First, so that everything else overrides it.
        ((IConfigurationBuilder)configuration).Sources.Insert(0, source);
    }

    /// <summary>The stored value; where there is none, the generated one, stored. Two AppHosts that start at once get the same.</summary>
    public string GetOrAdd(string key, Func<string> generate)
    {
        if (_path is null)
            return generate();

        try
        {
            var directory = Path.GetDirectoryName(_path)!;
            CreatePrivateDirectory(directory);
            using var _ = Acquire(Path.Combine(directory, ".lock"));
            var secrets = File.Exists(_path) ? JsonNode.Parse(File.ReadAllText(_path)) as JsonObject ?? [] : [];
            if (secrets[key]?.GetValue<string>() is { Length: > 0 } stored)
                return stored;

            secrets[key] = generate();
            Write(secrets.ToJsonString(Indented));
            return secrets[key]!.GetValue<string>();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new DistributedApplicationException($"The generated secret '{key}' cannot be kept in {_path}: {e.Message}", e);
        }
    }

    private static void CreatePrivateDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static FileStream Acquire(string path)
    {
        var giveUp = DateTime.UtcNow.AddSeconds(30);
        while (true)
        {
            try
            {
                return new FileStream(path, Private(FileMode.OpenOrCreate));
            }
            catch (IOException) when (DateTime.UtcNow < giveUp)
            {
                // Held by another AppHost for the moment it takes to write a small file; there is nothing to await on a file lock.
                Thread.Yield();
            }
        }
    }

    private static FileStreamOptions Private(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private void Write(string json)
    {
        var draft = $"{_path}.{Environment.ProcessId}";
        using (var writer = new StreamWriter(new FileStream(draft, Private(FileMode.Create))))
            writer.Write(json);
        File.Move(draft, _path!, overwrite: true);
    }
}
