using System.Text.RegularExpressions;
using Admin.Data.Users;
using ProductPlatform.Web.Languages;

namespace ProductPlatform.Tests.Unit.Pages;

/// <summary>Every text of a service's pages has a translation in every language, and no page has untranslated text.</summary>
public sealed partial class TranslationTests
{
    private static readonly Dictionary<string, PageSources> Services = new()
    {
        ["Admin.Api"] = new("Admin.Api", "Dashboard", "admin"),
        ["Main.Api"] = new("Main.Api", "Storefront", "shop"),
    };

    public static TheoryData<string> ServiceNames => [.. Services.Keys];

    public static TheoryData<string, string> Languages
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var service in Services.Keys)
            {
                foreach (var language in Language.All.Where(language => language != Language.English))
                    data.Add(service, language.Code);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_language_has_every_text_and_no_unused_one(string service, string language)
    {
        var (pages, scripts) = Services[service].ReadTranslations(language);
        var texts = Services[service].Texts;

        AssertSame(service == "Admin.Api" ? texts.Concat(AccountRules()) : texts, pages.Keys);
        AssertSame(Services[service].ScriptTexts, scripts.Keys);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_translation_has_the_values_of_its_text(string service, string language)
    {
        var (pages, scripts) = Services[service].ReadTranslations(language);

        Assert.Empty(
            pages
                .Concat(scripts)
                .Where(pair => !Places(pair.Key).SetEquals(Places(pair.Value)))
                .Select(pair => $"{pair.Key} – {pair.Value}")
        );
    }

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public void A_page_has_no_untranslated_text(string service)
    {
        Assert.NotEmpty(Services[service].Pages);
        Assert.Empty(
            from page in Services[service].Pages
            from text in PageSources.UntranslatedTexts(File.ReadAllText(page))
            select $"{Path.GetFileName(page)}: {text}"
        );
    }

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public void Messages_in_code_are_translated(string service) =>
        Assert.Empty(
            from file in Services[service].Code
            from match in Untranslated().Matches(File.ReadAllText(file))
            select $"{Path.GetFileName(file)}: {match.Value}"
        );

    [Theory]
    [InlineData("<p>Nothing</p>", "Nothing")]
    [InlineData("<p title=\"Nothing\"></p>", "Nothing")]
    [InlineData("@if (true)\n{\n    <p>@T(\"One\") and two</p>\n}", "and two")]
    [InlineData(
        "@{ var nothing = \"Nothing\"; }\n<p class=\"nothing\">@T(\"Nothing\"): <b>@nothing</b> – <i>ProductPlatform</i></p>",
        null
    )]
    public void Untranslated_text_of_a_page_is_found(string page, string? text) =>
        Assert.Equal(text is null ? [] : [text], PageSources.UntranslatedTexts(page));

    [Theory]
    [InlineData("T(\"One {0}\", 1)", "One {0}")]
    [InlineData("Markup(\n    \"Two \\\"2\\\"\")", "Two \"2\"")]
    [InlineData("Counted(list.Count, \"{0} thing\", \"{0} things\", other)", "{0} thing", "{0} things")]
    [InlineData("T(name), Call(\"x\")")]
    public void The_texts_of_code_are_found(string code, params string[] texts) => Assert.Equal(texts, PageSources.TextsOf(code));

    /// <summary>What the rules of accounts say, which Admin.Data has in English for the API and the command line.</summary>
    private static IEnumerable<string> AccountRules()
    {
        var user = new User
        {
            UserName = "password",
            Name = "12345678",
            Email = "qwertyuiop@example.org",
        };
        var errors = new UserErrors();
        return
        [
            .. new[] { "", "password", "12345678", "qwertyuiop" }.SelectMany(password => PasswordRules.Faults(user, password)),
            errors.DuplicateUserName("").Description,
            errors.InvalidUserName("").Description,
            errors.ConcurrencyFailure().Description,
            Accounts.LastSuperuser.Description,
            Accounts.EmailTaken.Description,
        ];
    }

    private static HashSet<string> Places(string text) => [.. ValuePlaces().Matches(text).Select(match => match.Value)];

    private static void AssertSame(IEnumerable<string> expected, IEnumerable<string> actual) =>
        Assert.Equal(expected.Distinct().Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));

    [GeneratedRegex(
        """
            (Flash\.(Done|Warn|Fail)|\.Head|new\ Crumb|AddModelError\([^,()]*,|Flash\.Named\([^,()]*,|new\ (Field|Check|Choice|SortLink)\("[^"]*",|(Help|Placeholder)\ =)\s*\(?\s*\$?"[^"]*[A-Za-z][^"]*"
            """,
        RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Untranslated();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex ValuePlaces();
}
