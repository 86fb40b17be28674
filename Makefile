# Every verb a person needs. Plain `make` prints them.
.DEFAULT_GOAL := help
.PHONY: help run test check quick fmt lint unit postgres browser openapi size bench kill-test screenshots deny clean

help: ## print this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## set up what is missing, build, start Tandem on http://localhost:8080 with demo data
	@scripts/run.sh

test: ## set up what is missing, run every check and test; this is what CI runs
	@scripts/test.sh

check: test ## the same as make test

quick: ## format check, lints, tests on SQLite: what to run while working
	@scripts/test.sh fmt lint unit

fmt: ## format the code
	@cargo fmt --all

lint: ## clippy with the house lints
	@scripts/test.sh lint

unit: ## tests on SQLite, tidy and the contract among them
	@scripts/test.sh unit

postgres: ## the API's tests on a throw-away PostgreSQL
	@scripts/test.sh postgres

browser: ## browser tests
	@scripts/test.sh browser

openapi: ## write openapi/openapi.json from the code
	@scripts/openapi.sh

size: ## size of the app's first load
	@scripts/test.sh web size

bench: ## load measurements, written to bench/RESULTS.md
	@bench/run.sh

kill-test: ## SIGKILL under write load, on both engines; nothing acknowledged may be lost
	@bench/kill.sh

screenshots: ## take the pictures of the documentation from the real product
	@scripts/screenshots.sh

deny: ## licences, bans and sources of all dependencies (needs cargo-deny)
	@command -v cargo-deny >/dev/null || { echo "cargo-deny is not installed. Run: cargo install cargo-deny --locked"; exit 1; }
	@cargo deny check

clean: ## remove what was built, keep the data folder
	@cargo clean
	@rm -rf crates/web/node_modules e2e/node_modules e2e/test-results e2e/playwright-report
