namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something known about a resource.</summary>
public interface IResourceAnnotation;
