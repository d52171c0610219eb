using System.Text.RegularExpressions;
using Mono.Cecil;

namespace ProductPlatform.Tests.Unit.Architecture;

/// <summary>A project of the product as it is compiled.</summary>
internal sealed partial class ProductAssembly
{
    private readonly ModuleDefinition _module;

    private ProductAssembly(string path) => _module = ModuleDefinition.ReadModule(path);

    /// <summary>All of them, those of the tests left out.</summary>
    internal static IReadOnlyList<ProductAssembly> All { get; } =
    [
        .. Directory
            .EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(path => IsProduct().IsMatch(Path.GetFileName(path)))
            .Order(StringComparer.Ordinal)
            .Select(path => new ProductAssembly(path)),
    ];

    internal string Name => _module.Assembly.Name.Name;

    /// <summary>The assemblies that its code uses.</summary>
    internal IReadOnlySet<string> References => _module.AssemblyReferences.Select(reference => reference.Name).ToHashSet();

    /// <summary>
    /// Which namespace uses which, with one example for each pair. The project's own is left out: registrations, the program and the
    /// DbContext use everything. So are views, and types that generators put into namespaces of their own.
    /// </summary>
    internal IReadOnlyDictionary<(string From, string To), string> NamespaceUses()
    {
        Dictionary<(string, string), string> uses = [];
        foreach (var type in _module.GetTypes())
        {
            foreach (var used in Uses(type).SelectMany(Parts).Where(used => used.Module == _module))
            {
                var (from, to) = (Outermost(type), Outermost(used));
                if (from.Namespace != to.Namespace && IsInside(from) && IsInside(to))
                    uses.TryAdd((from.Namespace, to.Namespace), $"{from.Name} uses {to.Name}");
            }
        }

        return uses;
    }

    private bool IsInside(TypeDefinition type) => type.Namespace.StartsWith($"{Name}.", StringComparison.Ordinal) && !IsView(type);

    /// <summary>Whether it is generated of a .cshtml file.</summary>
    private static bool IsView(TypeDefinition type) =>
        type.BaseType?.GetElementType().FullName
            is "Microsoft.AspNetCore.Mvc.RazorPages.Page"
                or "Microsoft.AspNetCore.Mvc.Razor.RazorPage`1";

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<TypeReference?> Uses(TypeDefinition type) =>
        [
            type.BaseType,
            .. type.Interfaces.Select(implemented => implemented.InterfaceType),
            .. Attributes(type),
            .. Constraints(type),
            .. type.Fields.SelectMany(field => Attributes(field).Append(field.FieldType)),
            .. type.Properties.SelectMany(property => Attributes(property).Append(property.PropertyType)),
            .. type.Methods.SelectMany(Uses),
        ];

    private static IEnumerable<TypeReference?> Uses(MethodDefinition method) =>
        [
            method.ReturnType,
            .. Attributes(method),
            .. Constraints(method),
            .. method.Parameters.SelectMany(parameter => Attributes(parameter).Append(parameter.ParameterType)),
            .. method.HasBody
                ? method
                    .Body.Variables.Select(variable => variable.VariableType)
                    .Concat(method.Body.ExceptionHandlers.Select(handler => handler.CatchType))
                    .Concat(method.Body.Instructions.SelectMany(instruction => Operand(instruction.Operand)))
                : [],
        ];

    private static IEnumerable<TypeReference?> Operand(object? operand) =>
        operand switch
        {
            TypeReference type => [type],
            FieldReference field => [field.DeclaringType, field.FieldType],
            GenericInstanceMethod method => [.. method.GenericArguments, .. Operand(method.ElementMethod)],
            MethodReference method =>
            [
                method.DeclaringType,
                method.ReturnType,
                .. method.Parameters.Select(parameter => parameter.ParameterType),
            ],
            _ => [],
        };

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider member) =>
        member.CustomAttributes.Select(attribute => attribute.AttributeType);

    private static IEnumerable<TypeReference?> Constraints(IGenericParameterProvider member) =>
        member.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType);

    /// <summary>The types of this assembly that a type is made of: what it is a list, an array or a reference of.</summary>
    private static IEnumerable<TypeDefinition> Parts(TypeReference? type) =>
        type switch
        {
            TypeDefinition definition => [definition],
            GenericInstanceType generic => generic.GenericArguments.Append(generic.ElementType).SelectMany(Parts),
            TypeSpecification specification => Parts(specification.ElementType),
            _ => [],
        };

    [GeneratedRegex(@"^((Admin|Main)\.(Api|Data|Worker)|ProductPlatform\.(?!Tests|Testing|Load)\w+)\.dll$")]
    private static partial Regex IsProduct();
}
