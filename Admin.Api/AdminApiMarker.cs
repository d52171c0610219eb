namespace Admin.Api;

/// <summary>Names this application for tests: two programs called <c>Program</c> cannot both be meant.</summary>
public sealed class AdminApiMarker;
