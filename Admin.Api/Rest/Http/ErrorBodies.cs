namespace Admin.Api.Rest.Http;

/// <summary>An error about a thing that is not there, as the pair's own views word it.</summary>
internal sealed record ErrorBody(string Error);

/// <summary>An error about the request, as the pair's framework words it.</summary>
internal sealed record DetailBody(string Detail);
