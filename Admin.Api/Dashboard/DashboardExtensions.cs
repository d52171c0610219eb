using Admin.Api.Dashboard.Access;
using Admin.Api.Dashboard.DeadLetters;
using Admin.Api.Dashboard.Likes;
using Admin.Data.DeadLetters;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using ProductPlatform.Messaging;
using ProductPlatform.Web.Cookies;

namespace Admin.Api.Dashboard;

/// <summary>The dashboard: Razor Pages, every one of them below <c>/admin</c>.</summary>
internal static class DashboardExtensions
{
    private const string FlashCookie = "flash";

    internal static void AddDashboard(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddRazorPages(pages =>
            {
                pages.RootDirectory = "/Dashboard";
                pages.Conventions.AddFolderRouteModelConvention("/", Prefix);
            })
            .RefuseVerbsWithoutHandler();
        builder.AddDeadLetters();
        builder.Services.AddSingleton<DeadLetterLists>();
        builder.Services.AddScoped<Replays>();
        builder
            .Services.AddOptions<StorefrontOptions>()
            .BindConfiguration(StorefrontOptions.SectionName, static binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddScoped<LikesOverTime>();
        builder.Services.AddSingleton<LikeTicker>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LikeTicker>());
        builder.Services.Configure<RouteOptions>(routes => routes.LowercaseUrls = true);
        builder.Services.AddFormCookies(FlashCookie);
    }

    /// <summary>Below <c>/admin</c>, cookies have names of their own, and faults and refusals become pages; everything else is the
    /// API's.</summary>
    internal static void UseDashboardPages(this WebApplication app)
    {
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(DashboardAccess.Root),
            pages =>
            {
                pages.UseOwnCookies(
                    "admin",
                    DashboardAccess.Root,
                    [SessionCookie.Name, DeviceCookie.Name, OwnCookies.Antiforgery, FlashCookie, .. Preference.Cookies]
                );
                pages.Use(
                    async (context, next) =>
                    {
                        CultureInfo.CurrentUICulture = Preference.LanguageOf(context.Request).Culture;
                        CultureInfo.CurrentCulture = ViewerForm.From(context).ToCulture();
                        await next(context);
                    }
                );
                pages.UseReadableForms();
                pages.UseExceptionPage(DashboardAccess.Root + "/error/500");
                pages.UseStatusCodePagesWithReExecute(DashboardAccess.Root + "/error/{0}");
            }
        );
    }

    internal static void MapDashboard(this WebApplication app)
    {
        app.MapRazorPages().WithStaticAssets();
        app.MapLiveLikes();
    }

    private static void Prefix(PageRouteModel page)
    {
        foreach (var route in page.Selectors.Select(selector => selector.AttributeRouteModel).OfType<AttributeRouteModel>())
            route.Template = AttributeRouteModel.CombineTemplates("admin", route.Template);
    }
}
