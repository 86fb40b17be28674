-- Directus: lists 50 deals with their plans; it derives no progress and no health.
wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN")
wrk.path = "/items/deals?limit=50&fields=*,plans.*"
