namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>Asks for the token that the console shows.</summary>
internal static class LoginPage
{
    public static Html Render(bool refused) => Frame.Document("Login", Html.Of($"""
        <main class="login">
          <img src="/assets/icon.svg" alt="" width="56" height="56">
          <h1>Dashboard</h1>
          <p>Open the link “Login to the dashboard at …” from the AppHost's console, or paste its token here.</p>
          {(refused ? Html.Of($"<p class=\"notice problem\" role=\"alert\">That is not the token of this run.</p>") : Html.Empty)}
          <form method="post" action="/login">
            <label for="t">Token</label>
            <input id="t" name="t" type="password" autocomplete="off" required autofocus>
            <button class="primary">Log in</button>
          </form>
        </main>
        """));
}
