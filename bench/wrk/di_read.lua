-- Directus: reads whole plans, another one each time, with milestones and actions.
local plans, n = {}, 0
for id in io.lines(os.getenv("BENCH_FOLDER") .. "/di_plans") do plans[#plans + 1] = id end
wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN")

function request()
  n = n + 1
  return wrk.format("GET", "/items/plans/" .. plans[n % #plans + 1] .. "?fields=*,milestones.*,milestones.actions.*")
end
