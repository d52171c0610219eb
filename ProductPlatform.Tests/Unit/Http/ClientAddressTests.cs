using System.Net;
using Microsoft.AspNetCore.Http;
using ProductPlatform.Web;

namespace ProductPlatform.Tests.Unit.Http;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData("fe80::1%1", "fe80::/64")]
    [InlineData("::1", "::1")]
    public void A_client_is_an_address_or_a_network_of_IPv6(string address, string expected) =>
        Assert.Equal(expected, ClientAddress.From(new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } }));

    [Fact]
    public void A_request_without_an_address_has_none() => Assert.Equal("", ClientAddress.From(new DefaultHttpContext()));
}
