using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

namespace ProductPlatform.Tests.OpenApi;

/// <summary>A client as others generate it from an OpenAPI document, compiled together with a program that uses it.</summary>
internal static class GeneratedClient
{
    /// <summary>Runs <c>Use.RunAsync(client)</c> of the program; the client's class is <c>Client</c>.</summary>
    internal static async Task<string> RunAsync(string document, string program, HttpClient http)
    {
        var context = new AssemblyLoadContext(nameof(GeneratedClient), isCollectible: true);
        try
        {
            using var assembly = Compile(await GenerateAsync(document), program);
            var run = context.LoadFromStream(assembly).GetType("Use")!.GetMethod("RunAsync")!;
            return await (Task<string>)run.Invoke(null, [http])!;
        }
        finally
        {
            context.Unload();
        }
    }

    private static async Task<string> GenerateAsync(string document)
    {
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = "Client",
            GenerateOptionalParameters = true,
            CSharpGeneratorSettings = { Namespace = "Generated", JsonLibrary = CSharpJsonLibrary.SystemTextJson },
        };
        return new CSharpClientGenerator(await OpenApiDocument.FromJsonAsync(document), settings).GenerateFile();
    }

    private static MemoryStream Compile(params string[] sources)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "GeneratedClient" + Guid.NewGuid().ToString("N"),
            sources.Select(source => CSharpSyntaxTree.ParseText(source)),
            platform.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        );
        var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        assembly.Position = 0;
        return assembly;
    }
}
