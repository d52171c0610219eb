using Microsoft.Extensions.Configuration;

namespace ProductPlatform.Workers;

/// <summary>Where a command reads from.</summary>
public static class SourceAddress
{
    /// <summary>The connection string of a database that is not the worker's own.</summary>
    /// <exception cref="InvalidOperationException">It is not set.</exception>
    public static string GetRequiredAddress(this IConfiguration settings, string name) =>
        settings.GetConnectionString(name) is { Length: > 0 } address
            ? address
            : throw new InvalidOperationException(
                $"Where is the database of {name}? Set ConnectionStrings__{name}, for example "
                    + "'Server=db.example;Database=main;User ID=reader;Password=…'."
            );
}
