-- SPDX-License-Identifier: MIT
-- Posts the signed bodies of a file, one after another, and prints one line of results.
local file = assert(io.open(os.getenv("KAUNT_BENCH_BODIES")))
local headers = { ["Content-Type"] = "application/json; charset=utf-8" }

function request()
  local signature = file:read()
  if not signature then
    file:seek("set")
    signature = file:read()
  end
  headers["X-Signature-SHA256"] = signature
  return wrk.format("POST", nil, headers, file:read())
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %.1f %.1f %d\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
