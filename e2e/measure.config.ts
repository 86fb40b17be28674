// Measurements in a browser, on the release build: bench/screens.sh runs them. They print figures and assert only that what is measured happened.
import { defineConfig } from "@playwright/test";
import base from "./playwright.config";

export default defineConfig({ ...base, testDir: "measure", workers: 1, retries: 0, timeout: 300_000, reporter: "line" });
