-- Ticks actions, and once all are ticked takes the ticks back, and so on.
local actions, n = {}, tonumber(os.getenv("BENCH_FROM") or 0)
for line in io.lines(os.getenv("BENCH_FOLDER") .. "/actions") do actions[#actions + 1] = line end
wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN")
wrk.headers["Content-Type"] = "application/json"
wrk.body = "{}"

function request()
  local round = math.floor(n / #actions)
  local plan, action = actions[n % #actions + 1]:match("(%S+) (%S+)")
  n = n + 1
  local verb = round % 2 == 0 and "complete" or "reopen"
  return wrk.format("POST", "/api/v1/plans/" .. plan .. "/actions/" .. action .. "/" .. verb)
end
