using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Admin.Api.Dashboard.Shared;

/// <summary>
/// How a viewer reads dates and numbers: as chosen in My account, else as the languages have it that the browser asks for. The request's
/// culture carries it, so that everything below <c>/admin</c> is written the same way. The platform has no cultures of its own
/// (InvariantGlobalization): each is the invariant one with other patterns and, for the language of the pages, other names of months.
/// </summary>
internal sealed record ViewerForm(string Dates, string Numbers)
{
    internal const string Words = "words";
    internal const string Comma = "comma";

    private static readonly FrozenDictionary<string, Pattern> DatePatterns = new Dictionary<string, Pattern>
    {
        [Words] = new(Translatable("d MMM yyyy"), Translatable("d MMM"), "HH:mm"),
        ["iso"] = new("yyyy-MM-dd", "MM-dd", "HH:mm"),
        ["dots"] = new("dd'.'MM'.'yyyy", "dd'.'MM'.'", "HH:mm"),
        ["slashes"] = new("dd'/'MM'/'yyyy", "dd'/'MM", "HH:mm"),
        ["us"] = new("MM'/'dd'/'yyyy", "MM'/'dd", "h:mm tt"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Separators = new Dictionary<string, string>
    {
        [Comma] = ",",
        ["dot"] = ".",
        ["space"] = "\u202F",
        ["apostrophe"] = "’",
    }.ToFrozenDictionary();

    /// <summary>The nearest form for each language, a region before the language as a whole.</summary>
    private static readonly FrozenDictionary<string, ViewerForm> Languages = Forms(
            (Words, Comma, "en"),
            ("us", Comma, "en-us"),
            ("iso", Comma, "en-ca ja ko zh"),
            ("iso", "space", "fr-ca hu lt sv"),
            ("dots", "dot", "da de hr is ro sl sr tr"),
            ("dots", "space", "bg cs et fi fr-ch lv nb nn no pl ru sk uk"),
            ("dots", "apostrophe", "de-ch de-li it-ch"),
            ("slashes", "dot", "el es id it nl pt vi"),
            ("slashes", "space", "fr"),
            ("slashes", Comma, "he hi th")
        )
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly ConcurrentDictionary<(ViewerForm Form, Language Language), CultureInfo> Cultures = new();

    private static ViewerForm Default { get; } = new(Words, Comma);

    /// <summary>What can be chosen, each as it looks.</summary>
    internal static IEnumerable<(string Value, string Example)> DateChoices(DateTime example) =>
        new[] { Words, "iso", "dots", "slashes", "us" }.Select(value =>
            (value, Times.Moment(example, new ViewerForm(value, Comma).ToCulture()))
        );

    internal static IEnumerable<(string Value, string Example)> NumberChoices() =>
        new[] { Comma, "dot", "space", "apostrophe" }.Select(value =>
            (value, 1234567.ToString("#,0", new ViewerForm(Words, value).ToCulture()))
        );

    internal static bool IsDates(string? value) => value is not null && DatePatterns.ContainsKey(value);

    internal static bool IsNumbers(string? value) => value is not null && Separators.ContainsKey(value);

    /// <summary>The culture of this form in the request's language.</summary>
    internal CultureInfo ToCulture() => Cultures.GetOrAdd((this, Language.Current), key => Create(key.Form));

    internal string Separator => Separators[Numbers];

    internal static ViewerForm From(HttpContext context)
    {
        var asked = FromLanguages(context.Request);
        var (dates, numbers) = (context.Request.Cookies[Preference.DatesCookie], context.Request.Cookies[Preference.NumbersCookie]);
        return new(IsDates(dates) ? dates! : asked.Dates, IsNumbers(numbers) ? numbers! : asked.Numbers);
    }

    /// <summary>The form of the language that the browser likes best, of those that have one.</summary>
    internal static ViewerForm FromLanguages(HttpRequest request) =>
        Language.Accepted(request).Select(Find).OfType<ViewerForm>().FirstOrDefault() ?? Default;

    private static ViewerForm? Find(string language) =>
        Languages.GetValueOrDefault(language) ?? Languages.GetValueOrDefault(language.Split('-')[0]);

    private static IEnumerable<KeyValuePair<string, ViewerForm>> Forms(params (string Dates, string Numbers, string Languages)[] forms) =>
        from form in forms
        from language in form.Languages.Split(' ')
        select KeyValuePair.Create(language, new ViewerForm(form.Dates, form.Numbers));

    private static CultureInfo Create(ViewerForm form)
    {
        var pattern = DatePatterns[form.Dates];
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberGroupSeparator = Separators[form.Numbers];
        culture.DateTimeFormat.ShortDatePattern = T(pattern.Date);
        culture.DateTimeFormat.MonthDayPattern = T(pattern.Day);
        culture.DateTimeFormat.ShortTimePattern = pattern.Time;
        culture.DateTimeFormat.LongTimePattern = pattern.Time.Replace("mm", "mm:ss", StringComparison.Ordinal);
        culture.DateTimeFormat.MonthNames = culture.DateTimeFormat.MonthGenitiveNames = Names(
            T("January February March April May June July August September October November December")
        );
        culture.DateTimeFormat.AbbreviatedMonthNames = culture.DateTimeFormat.AbbreviatedMonthGenitiveNames = Names(
            T("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
        );
        culture.DateTimeFormat.AbbreviatedDayNames = T("Sun Mon Tue Wed Thu Fri Sat").Split(' ');
        return CultureInfo.ReadOnly(culture);

        // The arrays have a place for the thirteenth month of other calendars.
        static string[] Names(string months) => [.. months.Split(' '), ""];
    }

    private sealed record Pattern(string Date, string Day, string Time);
}
