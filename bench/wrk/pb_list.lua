-- PocketBase: lists 50 deals with their plans; it derives no progress and no health.
wrk.headers["Authorization"] = os.getenv("BENCH_TOKEN")
wrk.path = "/api/collections/deals/records?perPage=50&sort=-created&expand=plans_via_deal"
