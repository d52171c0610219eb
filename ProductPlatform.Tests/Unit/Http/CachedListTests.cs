using System.Text;
using Microsoft.Extensions.Time.Testing;
using ProductPlatform.Web;

namespace ProductPlatform.Tests.Unit.Http;

public sealed class CachedListTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CachedList<int> _list;
    private List<int> _rows = [1];
    private TimeSpan _reading;
    private long _version = 7;
    private int _reads;

    public CachedListTests() =>
        _list = new CachedList<int>(
            () => Task.FromResult(_version),
            most =>
            {
                _reads++;
                _time.Advance(_reading);
                return Task.FromResult((_version, _rows.Take(most).ToList()));
            },
            _time
        );

    [Fact]
    public async Task A_list_is_read_once_for_each_version()
    {
        Assert.Equal("[1]", await BodyAsync());
        Assert.Equal("[1]", await BodyAsync());
        Assert.Equal(1, _reads);

        (_rows, _version) = ([1, 2], 8);
        Assert.Equal("[1,2]", await BodyAsync());
        Assert.Equal(2, _reads);
    }

    [Fact]
    public async Task A_change_that_is_not_counted_is_seen_after_ten_seconds()
    {
        await BodyAsync();
        _rows = [2];
        Assert.Equal("[1]", await BodyAsync());

        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("[2]", await BodyAsync());
    }

    [Fact]
    public async Task Equal_lists_have_equal_tags_whatever_their_version()
    {
        var tag = (await _list.GetAsync())!.Tag;
        _version++;
        Assert.Equal(tag, (await _list.GetAsync())!.Tag);
        (_rows, _version) = ([2], _version + 1);
        Assert.NotEqual(tag, (await _list.GetAsync())!.Tag);
    }

    [Fact]
    public async Task A_list_that_takes_long_to_read_is_answered_all_the_same()
    {
        _reading = TimeSpan.FromMinutes(1);
        Assert.Equal("[1]", await BodyAsync());
        Assert.Equal(1, _reads);
    }

    [Fact]
    public async Task A_list_that_is_too_long_is_not_kept_and_not_tried_again_at_once()
    {
        _rows = [.. Enumerable.Range(0, CachedList<int>.MaxRows + 1)];
        Assert.Null(await _list.GetAsync());
        _version++;
        Assert.Null(await _list.GetAsync());
        Assert.Equal(1, _reads);

        _rows = [3];
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("[3]", await BodyAsync());
    }

    private async Task<string> BodyAsync() => Encoding.UTF8.GetString((await _list.GetAsync())!.Body.Span);
}
