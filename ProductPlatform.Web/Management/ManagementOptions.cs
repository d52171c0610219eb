using System.ComponentModel.DataAnnotations;

namespace ProductPlatform.Web.Management;

/// <summary>
/// Access to <c>/metrics</c>, <c>/openapi</c> and the details of <c>/health</c>; configuration section <c>Management</c>. Unrestricted
/// unless one of these is set; with both, both are needed.
/// </summary>
public sealed class ManagementOptions
{
    public const string SectionName = "Management";

    /// <summary>A port that the process listens on beside its others, and the only one that they are served on.</summary>
    [Range(1, 65535)]
    public int? Port { get; set; }

    /// <summary>What a request must bring, as <c>Authorization: Bearer …</c>.</summary>
    [MinLength(16)]
    public string? Key
    {
        get;
        set => field = string.IsNullOrEmpty(value) ? null : value;
    }
}
