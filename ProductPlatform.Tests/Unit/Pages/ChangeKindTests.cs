using Admin.Api.Dashboard.Audit;
using Admin.Data.Audit;
using Admin.Data.Products;

namespace ProductPlatform.Tests.Unit.Pages;

public sealed class ChangeKindTests
{
    [Fact]
    public void Every_kind_of_the_audit_log_and_of_the_history_is_shown_in_one_area()
    {
        Assert.Equal(Enum.GetValues<AuditKind>(), ChangeKind.All.Select(kind => kind.Entry).OfType<AuditKind>().Order());
        Assert.Equal(Enum.GetValues<RevisionKind>(), ChangeKind.All.Select(kind => kind.Revision).OfType<RevisionKind>().Order());
    }
}
