using System.CommandLine;
using ProductPlatform.Web.InternalApi;

namespace Admin.Worker.InternalApi;

/// <summary>Where Main.Worker is: what the operator says, else what service discovery knows.</summary>
internal static class MainAddress
{
    /// <summary>The option of the commands that need it.</summary>
    internal static readonly Option<Uri?> Option = new("--main-url")
    {
        Description = "Address of Main.Worker, for example http://localhost:5001; without it the service 'main-worker' is looked up.",
        CustomParser = result =>
            Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? address
                : Refuse(result),
    };

    /// <exception cref="InvalidOperationException">The address of Main.Worker is not known.</exception>
    internal static void AddMainClient(this IHostApplicationBuilder builder, Uri? address)
    {
        if (address is null && !builder.Configuration.GetSection($"services:{MainClient.ServiceName}").Exists())
        {
            throw new InvalidOperationException(
                "Where is Main.Worker? Say it with --main-url, for example --main-url http://localhost:5001."
            );
        }

        // A slash at the end, or the last part of a path would be replaced.
        builder
            .Services.AddHttpClient<MainClient>(http =>
                http.BaseAddress = address is null
                    ? new Uri($"https+http://{MainClient.ServiceName}/")
                    : new Uri(address.AbsoluteUri.TrimEnd('/') + "/")
            )
            .WithInternalSecret();
    }

    private static Uri? Refuse(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError($"'{result.Tokens[0].Value}' is not an http or https address.");
        return null;
    }
}
