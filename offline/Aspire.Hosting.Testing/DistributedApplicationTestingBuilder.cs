using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Makes applications for tests: the one that an AppHost's own entry point describes.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs the entry point of an AppHost up to its Build().</summary>
    /// <typeparam name="TEntryPoint">Any type of the AppHost's assembly.</typeparam>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The builder that the entry point has filled.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), cancellationToken);

    /// <inheritdoc cref="CreateAsync{TEntryPoint}(CancellationToken)"/>
    /// <param name="entryPoint">Any type of the AppHost's assembly.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, [], cancellationToken);

    /// <inheritdoc cref="CreateAsync{TEntryPoint}(CancellationToken)"/>
    /// <typeparam name="TEntryPoint">Any type of the AppHost's assembly.</typeparam>
    /// <param name="args">The arguments of the entry point.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), args, cancellationToken);

    /// <inheritdoc cref="CreateAsync{TEntryPoint}(CancellationToken)"/>
    /// <param name="entryPoint">Any type of the AppHost's assembly.</param>
    /// <param name="args">The arguments of the entry point.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint, string[] args, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, args, static (_, _) => { }, cancellationToken);

    /// <inheritdoc cref="CreateAsync{TEntryPoint}(CancellationToken)"/>
    /// <typeparam name="TEntryPoint">Any type of the AppHost's assembly.</typeparam>
    /// <param name="args">The arguments of the entry point.</param>
    /// <param name="configureBuilder">Changes the options before the builder is made.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default) => CreateAsync(typeof(TEntryPoint), args, configureBuilder, cancellationToken);

    /// <inheritdoc cref="CreateAsync{TEntryPoint}(CancellationToken)"/>
    /// <param name="entryPoint">Any type of the AppHost's assembly.</param>
    /// <param name="args">The arguments of the entry point.</param>
    /// <param name="configureBuilder">Changes the options before the builder is made.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint,
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        ArgumentNullException.ThrowIfNull(configureBuilder);
        RefuseEmpty(args);

        var run = new EntryPointRun(entryPoint.Assembly, args, configureBuilder);
        return new EntryPointTestingBuilder(run, await run.BuilderAsync(cancellationToken));
    }

    private static void RefuseEmpty(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        foreach (var arg in args) ArgumentException.ThrowIfNullOrEmpty(arg, nameof(args));
    }
}
