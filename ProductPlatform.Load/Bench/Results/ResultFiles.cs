using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProductPlatform.Load.Bench.Results;

/// <summary>The files of a run: the tables, and all figures as JSON.</summary>
internal static class ResultFiles
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes both and returns the path of the tables.</summary>
    internal static async Task<string> WriteAsync(Run run, string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, run.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await File.WriteAllTextAsync($"{path}.md", Markdown.Write(run));
        await File.WriteAllTextAsync($"{path}.json", JsonSerializer.Serialize(run, Json) + "\n");
        return $"{path}.md";
    }
}
