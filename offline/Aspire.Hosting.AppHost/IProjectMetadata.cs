using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Tells where a project of the application is.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>The full path of the project file.</summary>
    string ProjectPath { get; }

    /// <summary>Whether the project was built already.</summary>
    bool SuppressBuild => false;
}
