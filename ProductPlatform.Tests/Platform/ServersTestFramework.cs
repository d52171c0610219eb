using System.Reflection;
using ProductPlatform.Testing.Servers;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework(
    "ProductPlatform.Tests.Platform." + nameof(ProductPlatform.Tests.Platform.ServersTestFramework),
    "ProductPlatform.Tests"
)]

namespace ProductPlatform.Tests.Platform;

/// <summary>xunit as it is, and the shared servers stopped after the last test: xunit 2 has no fixture for a whole assembly.</summary>
public sealed class ServersTestFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assemblyName, ISourceInformationProvider source, IMessageSink messages)
        : XunitTestFrameworkExecutor(assemblyName, source, messages)
    {
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases,
            IMessageSink executionMessageSink,
            ITestFrameworkExecutionOptions executionOptions
        )
        {
            using var runner = new Runner(TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    private sealed class Runner(
        ITestAssembly assembly,
        IEnumerable<IXunitTestCase> testCases,
        IMessageSink messages,
        IMessageSink executionMessages,
        ITestFrameworkExecutionOptions options
    ) : XunitTestAssemblyRunner(assembly, testCases, messages, executionMessages, options)
    {
        protected override async Task BeforeTestAssemblyFinishedAsync()
        {
            await ServerPair.StopSharedAsync();
            await base.BeforeTestAssemblyFinishedAsync();
        }
    }
}
