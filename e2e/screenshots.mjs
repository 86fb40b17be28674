// Takes the pictures of the documentation: node screenshots.mjs URL DEMO_JSON FOLDER
import { chromium } from "@playwright/test";
import { readFileSync } from "node:fs";

const [url, demo, folder] = process.argv.slice(2);
const { admin } = JSON.parse(readFileSync(demo, "utf8"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });

async function open(options) {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Berlin", baseURL: url, ...options });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(admin.email);
  await page.getByLabel("Password").fill(admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/deals");
  await page.getByText("Analytics rollout").first().waitFor();
  return page;
}

async function planOf(page) {
  const token = await page.evaluate(async ([email, password]) => {
    const answer = await fetch("/api/v1/auth/sign-in", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ email, password }) });
    return (await answer.json()).access_token;
  }, [admin.email, admin.password]);
  const deals = await page.evaluate(async (token) => (await (await fetch("/api/v1/deals?limit=100", { headers: { Authorization: `Bearer ${token}` } })).json()).data, token);
  return deals.find((deal) => deal.name.startsWith("Analytics rollout")).plan_id;
}

async function shoot(page, name, path) {
  await page.goto(path);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("load");
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${folder}/${name}.png` });
}

const wide = await open({ viewport: { width: 1280, height: 960 } });
const plan = await planOf(wide);
await shoot(wide, "timeline", `/plans/${plan}/timeline`);
await wide.goto(`/plans/${plan}`);
const risky = wide.locator("li.ms[data-status=at_risk] button[aria-expanded=false], li.ms[data-status=on_track] button[aria-expanded=false]").first();
await risky.click().catch(() => {});
await wide.mouse.move(0, 0);
await wide.waitForTimeout(800);
await wide.screenshot({ path: `${folder}/plan.png` });
const phone = await open({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
await shoot(phone, "plan-phone", `/plans/${plan}`);
await browser.close();
