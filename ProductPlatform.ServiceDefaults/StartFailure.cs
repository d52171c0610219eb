using System.Reflection;
using Microsoft.Extensions.Options;

namespace ProductPlatform.ServiceDefaults;

/// <summary>A configuration that cannot work ends the start with one line that names the setting, and not with a stack trace.</summary>
public static class StartFailure
{
    private static int _isRegistered;

    /// <summary>The line to say; null when <paramref name="failure"/> is of another kind.</summary>
    public static string? Explain(Exception? failure)
    {
        var line = failure switch
        {
            ConfigurationException problem => problem.Message,
            OptionsValidationException invalid => $"{SectionOf(invalid)}: {string.Join(' ', invalid.Failures)}",
            AggregateException all when all.InnerExceptions.All(one => Explain(one) is not null) => string.Join(
                ' ',
                all.InnerExceptions.Select(Explain)
            ),
            // A value of the wrong type, or a name that no option has.
            InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } unbound => unbound.Message,
            _ => null,
        };
        return line?.ReplaceLineEndings(" ");
    }

    /// <summary>Has a process that ends with such a failure say so in one line on standard error; its exit code is 1.</summary>
    internal static void Register()
    {
        if (Interlocked.Exchange(ref _isRegistered, 1) == 0)
            AppDomain.CurrentDomain.UnhandledException += (_, unhandled) => End(unhandled.ExceptionObject as Exception);
    }

    private static void End(Exception? failure)
    {
        if (Explain(failure) is not { } line)
            return;

        Console.Error.WriteLine($"Configuration error: {line}");
        Environment.Exit(1);
    }

    /// <summary>A package's options say their name, such as <c>AdminUsers-standard</c>, for want of a section's.</summary>
    private static object SectionOf(OptionsValidationException invalid) =>
        invalid
            .OptionsType.GetField("SectionName", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            ?.GetRawConstantValue()
        ?? (invalid.OptionsName.Length > 0 ? invalid.OptionsName : invalid.OptionsType.Name);
}
