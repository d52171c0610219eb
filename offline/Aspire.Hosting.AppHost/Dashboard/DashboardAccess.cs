using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard;

/// <summary>Who has logged in. A session lives in a cookie of the browser and in the memory of this process.</summary>
internal sealed class DashboardAccess(DashboardSettings settings)
{
    private static readonly CookieOptions Strict = new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" };
    private readonly ConcurrentDictionary<string, DashboardSession> _sessions = new();

    /// <summary>The session of this request, if it has one. Where anybody is let in, everybody gets one.</summary>
    public DashboardSession? SessionOf(HttpContext context)
    {
        if (context.Request.Cookies[CookieName(context)] is { } id && _sessions.TryGetValue(id, out var session)) return session;
        return settings.AllowAnonymous ? Open(context) : null;
    }

    public bool TryLogIn(HttpContext context, string? token)
    {
        if (!IsSame(token, settings.Token)) return false;
        Open(context);
        return true;
    }

    /// <summary>Both hashed first, so that the time a comparison takes says nothing, not even the length.</summary>
    public static bool IsSame(string? given, string expected) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given ?? "")), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));

    private DashboardSession Open(HttpContext context)
    {
        var session = new DashboardSession(DashboardSettings.NewToken(), DashboardSettings.NewToken());
        _sessions[session.Id] = session;
        context.Response.Cookies.Append(CookieName(context), session.Id, Strict);
        return session;
    }

    // Browsers share the cookies of a host among its ports; two AppHosts must not log each other out.
    private static string CookieName(HttpContext context) => $"dashboard-{context.Connection.LocalPort}";
}

/// <summary>A logged-in browser: its anti-forgery token, and what its last command came to.</summary>
internal sealed class DashboardSession(string id, string formToken)
{
    private string? _notice;

    public string Id => id;

    public string FormToken => formToken;

    public void Notify(string notice) => _notice = notice;

    public string? TakeNotice() => Interlocked.Exchange(ref _notice, null);
}
