namespace Admin.Api.Rest.Http;

/// <summary>What is not there, in one sentence.</summary>
internal sealed record ErrorBody(string Error);

/// <summary>What is wrong with the request, in one sentence.</summary>
internal sealed record DetailBody(string Detail);
