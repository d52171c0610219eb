using Admin.Api;
using Admin.Api.Dashboard.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ProductPlatform.Tests.Platform;

namespace ProductPlatform.Tests.Browser;

/// <summary>Admin.Api on Kestrel, as it is but for the sign-in, which tests of its own go through.</summary>
internal sealed class DashboardApp(string database, string broker) : WebApplicationFactory<AdminApiMarker>
{
    internal string Address => ClientOptions.BaseAddress.ToString().TrimEnd('/');

    internal static DashboardApp Start(string database, string broker)
    {
        var app = new DashboardApp(database, broker);
        app.StartOnFreePort();
        return app;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ConnectionStrings:admindb", database);
        builder.UseSetting("ConnectionStrings:messaging", broker);
        builder.ConfigureTestServices(services =>
        {
            services.AddTransient<TestSignIn>();
            services.PostConfigure<AuthenticationOptions>(options =>
                options.SchemeMap[DashboardAccess.Scheme].HandlerType = typeof(TestSignIn)
            );
        });
    }
}
