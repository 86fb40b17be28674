// Two projects: a desk and a phone. Every test starts its own server with its own data folder and its own mail catcher.
import { defineConfig, devices } from "@playwright/test";

const args = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const launchOptions = { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args };

export default defineConfig({
  testDir: "specs",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  forbidOnly: true,
  use: { launchOptions, locale: "en-GB", timezoneId: "Europe/Berlin", actionTimeout: 15_000, contextOptions: { reducedMotion: "reduce" }, trace: "retain-on-failure", screenshot: "only-on-failure" },
  projects: [
    { name: "wide", use: { viewport: { width: 1280, height: 900 } }, grepInvert: /@phone-only/ },
    {
      name: "phone",
      use: { ...devices["Pixel 7"], viewport: { width: 390, height: 844 }, launchOptions },
      grep: /@phone/,
    },
  ],
});
