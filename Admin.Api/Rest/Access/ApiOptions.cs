namespace Admin.Api.Rest.Access;

internal sealed class ApiOptions
{
    internal const string SectionName = "Api";

    /// <summary>Whether a client without credentials may write; in Development it may unless this says otherwise.</summary>
    public bool? AnonymousWrites { get; set; }
}
