-- Lists 50 deals with progress and health.
wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN")
wrk.path = "/api/v1/deals?limit=50"
