namespace Admin.Api.Rest.Input;

/// <summary>The body is not what its media type says; the message goes to the client.</summary>
internal sealed class UnreadableBodyException(string message) : Exception(message);
