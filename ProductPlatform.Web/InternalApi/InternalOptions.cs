using System.ComponentModel.DataAnnotations;

namespace ProductPlatform.Web.InternalApi;

/// <summary>How the platform's processes know each other; configuration section <c>Internal</c>.</summary>
public sealed class InternalOptions
{
    public const string SectionName = "Internal";

    /// <summary>The secret that a caller of <c>/internal</c> shares with the process that answers.</summary>
    [MinLength(16)]
    public string? Secret
    {
        get;
        set => field = string.IsNullOrEmpty(value) ? null : value;
    }
}
