using System.Globalization;
using Admin.Api.Dashboard.Audit;
using Admin.Data.Audit;
using Admin.Data.Products;
using ProductPlatform.Web.Languages;

namespace ProductPlatform.Tests.Unit.Pages;

public sealed class ChangeKindTests
{
    [Fact]
    public void Every_kind_of_the_audit_log_and_of_the_history_is_shown_in_one_area()
    {
        Assert.Equal(Enum.GetValues<AuditKind>(), ChangeKind.All.Select(kind => kind.Entry).OfType<AuditKind>().Order());
        Assert.Equal(Enum.GetValues<RevisionKind>(), ChangeKind.All.Select(kind => kind.Revision).OfType<RevisionKind>().Order());
    }

    [Fact]
    public void Every_kind_has_words_in_every_language()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            foreach (var language in Language.All.Where(language => language != Language.English))
            {
                CultureInfo.CurrentUICulture = language.Culture;
                Assert.DoesNotContain(ChangeKind.All, kind => kind.Label == kind.Value);
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
