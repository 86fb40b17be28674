-- Directus: ticks actions, and once all are ticked takes the ticks back, and so on.
local actions, n = {}, tonumber(os.getenv("BENCH_FROM") or 0)
for id in io.lines(os.getenv("BENCH_FOLDER") .. "/di_actions") do actions[#actions + 1] = id end
wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN")
wrk.headers["Content-Type"] = "application/json"

function request()
  local round = math.floor(n / #actions)
  local action = actions[n % #actions + 1]
  n = n + 1
  return wrk.format("PATCH", "/items/actions/" .. action, nil, round % 2 == 0 and '{"done":true}' or '{"done":false}')
end
