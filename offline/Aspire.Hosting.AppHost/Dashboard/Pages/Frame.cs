namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>What all pages have around them.</summary>
internal static class Frame
{
    public static Html Render(DashboardSettings settings, DashboardSession session, string title, Html content) =>
        Document($"{title} – {settings.ApplicationName}", Html.Of($"""
            <header>
              <a class="brand" href="/"><img src="/assets/icon.svg" alt="" width="28" height="28">{settings.ApplicationName}</a>
              <span id="connection" class="live" hidden>live</span>
            </header>
            <main>{Notice(session.TakeNotice())}{content}</main>
            """));

    public static Html Document(string title, Html body) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>{title}</title>
          <link rel="icon" href="/assets/icon.svg">
          <link rel="stylesheet" href="/assets/dashboard.css">
          <script src="/assets/dashboard.js" defer></script>
        </head>
        <body>
        {body}
        </body>
        </html>
        """);

    private static Html Notice(string? notice) =>
        notice is null ? Html.Empty : Html.Of($"<p class=\"notice\" role=\"status\">{notice}</p>");
}
