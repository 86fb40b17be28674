-- Reads whole plans, another one each time.
local plans, n = {}, 0
for id in io.lines(os.getenv("BENCH_FOLDER") .. "/plans") do plans[#plans + 1] = id end
wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN")

function request()
  n = n + 1
  return wrk.format("GET", "/api/v1/plans/" .. plans[n % #plans + 1])
end
