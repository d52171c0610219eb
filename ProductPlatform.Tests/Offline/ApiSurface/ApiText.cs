using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ProductPlatform.Tests.Offline.ApiSurface;

/// <summary>Types and parameters as C# writes them, without namespaces and without nullable marks.</summary>
internal static class ApiText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
        [typeof(ushort)] = "ushort",
        [typeof(char)] = "char",
    };

    public static string FullName(Type type) =>
        type.DeclaringType is { } outer ? $"{FullName(outer)}.{Name(type)}" : $"{type.Namespace}.{Name(type)}";

    public static string Name(Type type)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Name(value);
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[]";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (!type.IsGenericType)
            return type.Name;

        var arguments = string.Join(", ", type.GetGenericArguments().Select(Name));
        return type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true ? $"({arguments})"
            : type.Name.Contains('`') ? $"{type.Name[..type.Name.IndexOf('`')]}<{arguments}>"
            : type.Name;
    }

    public static string Kind(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return $"delegate({Parameters(invoke)}) : {Name(invoke.ReturnType)}";
        }
        if (type.IsInterface)
            return "interface";
        if (type.IsEnum)
            return "enum";
        if (type.IsValueType)
            return "struct";
        return (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static class",
            (true, false) => "abstract class",
            (false, true) => "sealed class",
            _ => "class",
        };
    }

    public static string Parameters(MethodBase method)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return extension + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    public static string Signature(MethodInfo method)
    {
        Type[] generic = method.IsGenericMethod ? method.GetGenericArguments() : [];
        var names = generic.Length == 0 ? "" : $"<{string.Join(", ", generic.Select(Name))}>";
        return $"{method.Name}{names}({Parameters(method)}) : {Name(method.ReturnType)}{string.Concat(generic.Select(Constraint))}";
    }

    public static string Literal(object? value, Type type)
    {
        var actual = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            null or DBNull => "default",
            string text => $"\"{text}\"",
            bool flag => flag ? "true" : "false",
            _ when actual.IsEnum => Enum.ToObject(actual, value).ToString()!,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var prefix =
            parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params "
            : parameter.IsOut ? "out "
            : parameter.IsIn ? "in "
            : parameter.ParameterType.IsByRef ? "ref "
            : "";
        var value = parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue, parameter.ParameterType)}" : "";
        return $"{prefix}{Name(parameter.ParameterType)} {parameter.Name}{value}";
    }

    private static string Constraint(Type parameter)
    {
        var special = parameter.GenericParameterAttributes;
        List<string> parts = [];
        if (special.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            parts.Add("struct");
        if (special.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            parts.Add("class");
        var types = parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType));
        parts.AddRange(types.Select(Name).Order(StringComparer.Ordinal));
        if (special.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !parts.Contains("struct"))
            parts.Add("new()");
        return parts.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", parts)}";
    }
}
