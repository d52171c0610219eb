namespace ProductPlatform.ServiceDefaults;

/// <summary>A setting with which a process cannot work. The message, one line, names the setting and says what to do.</summary>
public sealed class ConfigurationException(string message) : InvalidOperationException(message);
