using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Razor.Language;
using Microsoft.AspNetCore.Razor.Language.Intermediate;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Unit.Pages;

/// <summary>The source files of a service's pages, and their translations.</summary>
/// <param name="pages">The folder of the pages.</param>
/// <param name="scripts">The folder of their scripts below <c>wwwroot</c>.</param>
internal sealed partial class PageSources(string project, string pages, string scripts)
{
    private static readonly RazorProjectEngine Razor = RazorProjectEngine.Create(
        RazorConfiguration.Default,
        RazorProjectFileSystem.Create(Repository.Root),
        Microsoft.AspNetCore.Razor.Language.Extensions.SectionDirective.Register
    );

    private static readonly string[] ReadAttributes = ["title", "alt", "placeholder", "aria-label", "data-label"];

    private readonly string _root = Path.Combine(Repository.Root, project);

    internal IEnumerable<string> Pages => FilesOf("*.cshtml");

    internal IEnumerable<string> Code => FilesOf("*.cs").Concat(Pages);

    internal IEnumerable<string> Texts => Code.SelectMany(file => TextsOf(File.ReadAllText(file)));

    internal IEnumerable<string> ScriptTexts =>
        Directory
            .EnumerateFiles(Path.Combine(_root, "wwwroot", scripts), "*.js")
            .SelectMany(file => KeysOfScript().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["text"].Value);

    internal (Dictionary<string, string> Pages, Dictionary<string, string> Scripts) ReadTranslations(string language)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(_root, pages, "Languages", $"{language}.json")))!;
        return (file["pages"].Deserialize<Dictionary<string, string>>()!, file["scripts"].Deserialize<Dictionary<string, string>>()!);
    }

    internal static IEnumerable<string> TextsOf(string code) =>
        from match in KeysOfCode().Matches(code)
        from text in match.Groups["text"].Captures
        select Regex.Unescape(text.Value);

    /// <summary>Literal text of a page, in elements and in attributes that people read.</summary>
    internal static List<string> UntranslatedTexts(string page)
    {
        var source = RazorSourceDocument.Create(Directives().Replace(page, ""), "Page.cshtml");
        var code = Razor.Process(source, FileKinds.Legacy, importSources: [], tagHelpers: []);
        var markup = new Markup();
        markup.Visit(code.GetDocumentIntermediateNode());
        var document = new HtmlParser().ParseDocument("<body>" + markup.Html);
        return
        [
            .. document
                .All.SelectMany(element =>
                    element
                        .ChildNodes.OfType<IText>()
                        .Select(text => text.Data)
                        .Concat(ReadAttributes.Select(element.GetAttribute).OfType<string>())
                )
                .Select(text => text.Trim().Trim(Markup.Expression, ' '))
                .Where(text => text.Any(char.IsLetter) && !Names().IsMatch(text)),
        ];
    }

    private IEnumerable<string> FilesOf(string pattern) =>
        Repository.Files(pattern).Where(file => file.StartsWith(_root + "/", StringComparison.Ordinal));

    [GeneratedRegex(
        """
            (?<!\w)(T|Markup|Translatable)\(\s*"(?<text>([^"\\]|\\.)*)" |
            (?<!\w)Counted\([^"]*?,\s*"(?<text>([^"\\]|\\.)*)",\s*"(?<text>([^"\\]|\\.)*)"
            """,
        RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex KeysOfCode();

    [GeneratedRegex(@"(?<!\w)T\('(?<text>[^']*)'")]
    private static partial Regex KeysOfScript();

    /// <summary>Directives of Razor Pages, which the plain Razor engine does not know.</summary>
    [GeneratedRegex("^@(page|model|inject).*$", RegexOptions.Multiline)]
    private static partial Regex Directives();

    /// <summary>Product names and examples of input.</summary>
    [GeneratedRegex(@"^(ProductPlatform( admin)?|admin|title,image.*)$", RegexOptions.Singleline)]
    private static partial Regex Names();

    /// <summary>The markup of a page, with a placeholder for each expression.</summary>
    private sealed class Markup : IntermediateNodeWalker
    {
        internal const char Expression = '\uFFFC';

        private readonly System.Text.StringBuilder _html = new();

        internal string Html => _html.ToString();

        public override void VisitHtml(HtmlContentIntermediateNode node)
        {
            foreach (var token in node.Children.OfType<IntermediateToken>().Where(token => token.IsHtml))
                _html.Append(token.Content);
        }

        public override void VisitCSharpExpression(CSharpExpressionIntermediateNode node) => _html.Append(Expression);

        public override void VisitHtmlAttribute(HtmlAttributeIntermediateNode node)
        {
            _html.Append(node.Prefix);
            base.VisitHtmlAttribute(node);
            _html.Append(node.Suffix);
        }

        public override void VisitHtmlAttributeValue(HtmlAttributeValueIntermediateNode node)
        {
            foreach (var token in node.Children.OfType<IntermediateToken>())
                _html.Append(node.Prefix).Append(token.Content);
        }

        public override void VisitCSharpExpressionAttributeValue(CSharpExpressionAttributeValueIntermediateNode node) =>
            _html.Append(node.Prefix).Append(Expression);
    }
}
