namespace Main.Api.Storefront;

/// <summary>
/// The products that a visitor liked, the latest first, in a cookie: the shop has no accounts, and the users whose likes are stored are
/// picked by Admin.
/// </summary>
internal sealed class LikedProducts
{
    internal const string Cookie = "likes";

    /// <summary>With ten digits each that is half of the 4 KB that browsers keep; the oldest are forgotten.</summary>
    internal const int Most = 200;

    private const char Separator = '.';
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(365);

    private readonly List<int> _ids;

    private LikedProducts(List<int> ids) => _ids = ids;

    internal static LikedProducts From(HttpRequest request) => new([.. Parse(request.Cookies[Cookie] ?? "").Distinct().Take(Most)]);

    internal bool Contains(int product) => _ids.Contains(product);

    internal void Add(int product, HttpResponse response) =>
        response.Cookies.Append(
            Cookie,
            string.Join(Separator, _ids.Prepend(product).Distinct().Take(Most).Select(id => id.ToString(CultureInfo.InvariantCulture))),
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                MaxAge = MaxAge,
            }
        );

    /// <summary>What is not an id is left out: a cookie is a client's text.</summary>
    private static IEnumerable<int> Parse(string text)
    {
        foreach (var part in text.Split(Separator))
        {
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0)
                yield return id;
        }
    }
}
