using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using static ProductPlatform.Tests.Offline.ApiSurface.ApiText;

namespace ProductPlatform.Tests.Offline.ApiSurface;

/// <summary>What an assembly offers to others: one line for each public or protected type, base type, interface and member.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes().SelectMany(Of);

    private static IEnumerable<string> Of(Type type)
    {
        var name = FullName(type);
        var marks = Marks(type);
        yield return $"{name} {Kind(type)}{marks}";
        if (typeof(Delegate).IsAssignableFrom(type))
            yield break;

        foreach (var contract in type.IsEnum ? [] : DirectBases(type))
            yield return $"{name} : {Name(contract)}";
        foreach (var line in type.GetMembers(Declared).SelectMany(Of))
            yield return $"{name}.{line}";
    }

    private static IEnumerable<string> Of(MemberInfo member) =>
        member switch
        {
            ConstructorInfo constructor when IsOpen(constructor) && !IsGenerated(constructor) =>
            [
                $"{Access(constructor)}ctor({Parameters(constructor)}){Marks(member)}",
            ],
            MethodInfo method when IsOpen(method) && !method.IsSpecialName && !IsGenerated(method) && !IsOverride(method) =>
            [
                $"{Access(method)}{Signature(method)}{Marks(member)}",
            ],
            MethodInfo method when method.Name.StartsWith("op_", StringComparison.Ordinal) && !IsGenerated(method) =>
            [
                $"{Access(method)}{method.Name}({Parameters(method)}) : {Name(method.ReturnType)}",
            ],
            PropertyInfo property when property.Name != "EqualityContract" => property
                .GetAccessors(nonPublic: true)
                .Where(accessor => IsOpen(accessor) && !IsOverride(accessor))
                .Select(accessor => Of(property, accessor)),
            FieldInfo { IsSpecialName: false } field when field.IsPublic || field.IsFamily => [Of(field)],
            _ => [],
        };

    private static string Of(PropertyInfo property, MethodInfo accessor)
    {
        var index = property.GetIndexParameters().Length == 0 ? "" : $"[{Parameters(property.GetMethod!)}]";
        var verb =
            accessor.ReturnType != typeof(void) ? "get"
            : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init"
            : "set";
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? " required" : "";
        return $"{Access(accessor)}{property.Name}{index} : {Name(property.PropertyType)} {verb}{required}{Marks(property)}";
    }

    private static string Of(FieldInfo field)
    {
        var value = field.IsLiteral ? $" = {Literal(field.GetRawConstantValue(), typeof(object))}" : "";
        return $"{(field.IsStatic ? "static " : "")}{field.Name} : {Name(field.FieldType)} field{value}{Marks(field)}";
    }

    private static bool IsOpen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsGenerated(MethodBase method) =>
        method.IsDefined(typeof(CompilerGeneratedAttribute)) || (method.IsConstructor && (method.IsStatic || IsCopy(method)));

    // A record's own copy constructor.
    private static bool IsCopy(MethodBase constructor) =>
        constructor.IsFamily && constructor.GetParameters() is [var only] && only.ParameterType == constructor.DeclaringType;

    private static bool IsOverride(MethodInfo method) => method.GetBaseDefinition() != method;

    private static IEnumerable<Type> DirectBases(Type type)
    {
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            yield return parent;

        var all = type.GetInterfaces();
        var implied = all.SelectMany(contract => contract.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []);
        foreach (var contract in all.Except(implied))
        {
            if (contract.IsVisible && Name(contract) != $"IEquatable<{Name(type)}>")
                yield return contract;
        }
    }

    private static string Access(MethodBase method) =>
        (method.IsPublic ? "" : "protected ") + (method is { IsStatic: true, IsConstructor: false } ? "static " : "");

    private static string Marks(MemberInfo member) =>
        (member.GetCustomAttribute<ExperimentalAttribute>() is { } experimental ? $" [{experimental.DiagnosticId}]" : "")
        + (member.GetCustomAttribute<ObsoleteAttribute>() is { } obsolete && !IsOfCompiler(obsolete) ? " [Obsolete]" : "");

    // The compiler keeps old compilers away from ref structs and required members with this attribute.
    private static bool IsOfCompiler(ObsoleteAttribute obsolete) =>
        obsolete.Message?.EndsWith("not supported in this version of your compiler.", StringComparison.Ordinal) == true;
}
