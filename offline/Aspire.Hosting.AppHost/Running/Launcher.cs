using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Starts the process of an instance and says what it is.</summary>
internal sealed class Launcher(
    DistributedApplicationExecutionContext execution, DistributedApplicationOptions options, ProcessGuard guard,
    ResourceNotificationService notifications, ResourceLoggerService loggers, TimeProvider time)
{
    public async Task LaunchAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        var resource = instance.Resource;
        var logger = loggers.GetLogger(instance.Id);
        var variables = (await Resolution.EnvironmentAsync(resource, execution, logger, cancellationToken))
            .ToDictionary(v => v.Name, v => InstanceTemplate.Fill(v.Value, instance));
        var arguments = (await Resolution.ArgumentsAsync(resource, execution, logger, cancellationToken))
            .Select(a => InstanceTemplate.Fill(a.Value, instance)).ToList();
        var command = Command(resource, arguments, variables);

        EndpointAllocator.EnsureFree(instance);
        instance.Process = ChildProcess.Start(command, guard, (text, isError) => loggers.Write(instance.Id, text, isError));
        await notifications.PublishUpdateAsync(resource, instance.Id, s => Describe(s, instance, command, arguments) with
        {
            State = KnownResourceStates.Running,
            ExitCode = null,
            StartTimeStamp = time.GetUtcNow().UtcDateTime,
            StopTimeStamp = null,
            EnvironmentVariables = [.. variables.Select(v => new EnvironmentVariableSnapshot(v.Key, v.Value, IsFromSpec: true))],
            Urls = [.. s.Urls.Select(u => u with { IsInactive = false })],
        });
    }

    private ChildCommand Command(IResource resource, List<string> arguments, Dictionary<string, string> variables) => resource switch
    {
        ProjectResource project => new ChildCommand(
            ProjectProgram.Dotnet,
            ["exec", ProjectProgram.Find(project, options.Assembly), .. arguments],
            Path.GetDirectoryName(project.GetProjectMetadata().ProjectPath)!,
            variables),
        ExecutableResource executable => new ChildCommand(executable.Command, arguments, executable.WorkingDirectory, variables),
        _ => throw new DistributedApplicationException(
            $"'{resource.Name}' is a container, and the stand-ins for the Aspire packages run none. Use servers of this machine or external ones."),
    };

    private static CustomResourceSnapshot Describe(
        CustomResourceSnapshot snapshot, ResourceInstance instance, ChildCommand command, List<string> arguments)
    {
        snapshot = snapshot
            .WithProperty(KnownProperties.ExecutablePath, command.Program)
            .WithProperty(KnownProperties.ExecutableWorkDir, command.Directory)
            .WithProperty(KnownProperties.ExecutableArgs, command.Arguments.ToImmutableArray(), sensitive: true)
            .WithProperty(KnownProperties.ExecutablePid, instance.Process!.Id);
        return instance.Resource is not ProjectResource project ? snapshot : snapshot
            .WithProperty(KnownProperties.ProjectPath, project.GetProjectMetadata().ProjectPath)
            .WithProperty(KnownProperties.ProjectLaunchProfile, project.Annotations.OfType<LaunchProfile>().LastOrDefault()?.Name)
            .WithProperty(KnownProperties.AppArgs, arguments.ToImmutableArray(), sensitive: true);
    }
}
