-- Sends the requests of a file, one a line (method, path and body, separated by tabs), picked at random; prints figures as JSON.
-- A second argument "refusals" has the answers 400 counted apart, which costs wrk a little of each answer.
local threads = {}
refused = 0

function setup(thread)
    table.insert(threads, thread)
end

function init(args)
    local requests = {}
    for line in io.lines(args[1]) do
        local method, path, body = line:match("^(%S+)\t([^\t]*)\t(.*)$")
        if body == "" then body = nil end
        table.insert(requests, wrk.format(method, path, nil, body))
    end
    math.randomseed(os.time())
    if #requests == 1 then
        -- Without a function of this name wrk sends the same bytes again and again, which costs it least.
        wrk.format = function() return requests[1] end
    else
        request = function() return requests[math.random(#requests)] end
    end
    if args[2] == "refusals" then
        response = function(status)
            if status == 400 then refused = refused + 1 end
        end
    end
end

function done(summary, latency)
    local errors = summary.errors
    local sum = 0
    for _, thread in ipairs(threads) do sum = sum + thread:get("refused") end
    io.write(string.format(
        '\n{"requests":%d,"microseconds":%d,"p50":%d,"p99":%d,"refused":%d,"failed":%d,"lost":%d}\n',
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
        sum, errors.status - sum, errors.connect + errors.read + errors.write + errors.timeout))
end
