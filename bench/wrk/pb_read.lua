-- PocketBase: reads whole plans, another one each time, with milestones and actions by back relations.
local plans, n = {}, 0
for id in io.lines(os.getenv("BENCH_FOLDER") .. "/pb_plans") do plans[#plans + 1] = id end
wrk.headers["Authorization"] = os.getenv("BENCH_TOKEN")

function request()
  n = n + 1
  return wrk.format("GET", "/api/collections/plans/records/" .. plans[n % #plans + 1] .. "?expand=milestones_via_plan,actions_via_plan")
end
