namespace Admin.Api;

/// <summary>Lets <c>WebApplicationFactory</c> find this assembly: both APIs have a class <c>Program</c>.</summary>
public sealed class AdminApiMarker;
