using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using ProductPlatform.Testing;

namespace ProductPlatform.Tests.Unit.Documents;

/// <summary>What the documents link within this repository is there, down to the heading; every picture is shown somewhere.</summary>
public sealed partial class LinkTests
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .UsePipeTables()
        .Build();

    private static readonly Dictionary<string, MarkdownDocument> Documents = Repository
        .Files("*.md")
        .ToDictionary(file => file, file => Markdown.Parse(File.ReadAllText(file), Pipeline));

    [Fact]
    public void Links_lead_to_files_and_headings_that_are_there()
    {
        var links = Documents.Keys.SelectMany(document => Targets(document).Select(link => (Document: document, Link: link))).ToList();

        Assert.InRange(links.Count, 200, int.MaxValue);
        Assert.Empty(
            links
                .Where(link => !IsThere(link.Document, link.Link))
                .Select(link => $"{Path.GetRelativePath(Repository.Root, link.Document)}: {link.Link}")
        );
    }

    [Fact]
    public void Every_picture_is_in_a_document()
    {
        var shown = Documents.Keys.SelectMany(document => Targets(document).Select(link => Resolve(document, link).File)).ToHashSet();

        Assert.Empty(
            Directory
                .EnumerateFiles(Path.Combine(Repository.Root, "docs", "pictures"))
                .Where(picture => !shown.Contains(picture))
                .Select(Path.GetFileName)
        );
    }

    [Theory]
    [InlineData("README.md#start-it", true)]
    [InlineData("README.md#stop-it", false)]
    [InlineData("docs/architecture.md", true)]
    [InlineData("docs/architektur.md", false)]
    [InlineData("deploy", true)]
    public void A_link_that_leads_nowhere_is_found(string link, bool isThere) =>
        Assert.Equal(isThere, IsThere(Path.Combine(Repository.Root, "README.md"), link));

    private static IEnumerable<string> Targets(string document) =>
        Documents[document]
            .Descendants<LinkInline>()
            .Select(link => link.Url!)
            .Concat(
                Documents[document]
                    .Descendants<HtmlInline>()
                    .SelectMany(html => Source().Matches(html.Tag).Select(match => match.Groups[1].Value))
            )
            .Where(link => !Uri.TryCreate(link, UriKind.Absolute, out _));

    private static bool IsThere(string document, string link)
    {
        var (file, heading) = Resolve(document, link);
        return heading is null
            ? Path.Exists(file)
            : Documents.TryGetValue(file, out var target)
                && target.Descendants<HeadingBlock>().Any(block => block.GetAttributes().Id == heading);
    }

    private static (string File, string? Heading) Resolve(string document, string link)
    {
        var parts = link.Split('#', 2);
        return (
            parts[0].Length == 0
                ? document
                : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(document)!, Uri.UnescapeDataString(parts[0]))),
            parts.Length == 1 ? null : parts[1]
        );
    }

    [GeneratedRegex("src=\"([^\"]+)\"")]
    private static partial Regex Source();
}
