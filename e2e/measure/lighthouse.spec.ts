// Lighthouse on a buyer's plan and on a seller's deals, as phone and as desktop: medians of three. The visit is warm: they have been here before.
import { chromium } from "@playwright/test";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Api, buildPlan, expect, invite, linkIn, test } from "../fixtures";
import { JoinPage, PlanPage, SignIn } from "../pages";

const MARA = "mara@nimbus.example";
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
const PORT = 9333;
const RUNS = 3;

interface Report {
  categories: Record<string, { score: number }>;
  audits: Record<string, { numericValue?: number; score: number | null; title: string }>;
}

const middle = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** The browser by itself, with what it kept of an earlier visit; Lighthouse alone steers it. */
async function browser(profile: string): Promise<ChildProcess> {
  const process = spawn(CHROMIUM, [...ARGS, "--headless=new", `--remote-debugging-port=${PORT}`, `--user-data-dir=${profile}`, "about:blank"], { stdio: "ignore" });
  for (;;) {
    if (await fetch(`http://127.0.0.1:${PORT}/json/version`).then((answer) => answer.ok, () => false)) return process;
    await new Promise((after) => setTimeout(after, 100));
  }
}

test("lighthouse", async ({ server }) => {
  test.setTimeout(900_000);
  const { default: lighthouse, desktopConfig } = await import(process.env.LIGHTHOUSE!);
  const seller = await Api.signUp(server.url);
  const { planId } = await buildPlan(seller, 8, 5);
  await invite(seller, planId, MARA, "edit");
  const poor = new Set<string>();
  for (const who of ["buyer's plan", "seller's deals"]) {
    const profile = mkdtempSync(join(tmpdir(), "tandem-lighthouse-"));
    const context = await chromium.launchPersistentContext(profile, { executablePath: CHROMIUM, baseURL: server.url, args: ARGS });
    const page = context.pages()[0] ?? (await context.newPage());
    let address = `${server.url}/plans/${planId}`;
    if (who === "buyer's plan") {
      await (await new JoinPage(page).open(linkIn(await server.mail.newest(MARA)))).join();
      await new PlanPage(page).shown();
    } else {
      address = `${server.url}/deals`;
      await (await new SignIn(page).open()).as("ada@orbit.example");
      await page.waitForURL("**/deals");
    }
    await context.close();
    const alone = await browser(profile);
    for (const form of ["phone", "desktop"]) {
      const runs: Report[] = [];
      for (let run = 0; run < RUNS; run++) {
        // A plan keeps a stream open, so the network is never idle: no need to wait long for that.
        const flags = { port: PORT, disableStorageReset: true, logLevel: "error", output: "json", maxWaitForLoad: 12_000 };
        const { lhr } = (await lighthouse(address, flags, form === "desktop" ? desktopConfig : undefined)) as { lhr: Report & { finalDisplayedUrl: string } };
        expect(lhr.finalDisplayedUrl, "the page that was meant").toBe(address);
        runs.push(lhr);
      }
      const score = (name: string) => Math.round(100 * middle(runs.map((run) => run.categories[name]!.score)));
      const figure = (name: string) => middle(runs.map((run) => run.audits[name]!.numericValue ?? Number.NaN));
      const says = ["performance", "accessibility", "best-practices"].map((name) => `${name} ${score(name)}`).join(", ");
      const seconds = (name: string) => `${(figure(name) / 1000).toFixed(1)} s`;
      console.log(`\n${who}, ${form}: ${says}; LCP ${seconds("largest-contentful-paint")}, FCP ${seconds("first-contentful-paint")}, TBT ${figure("total-blocking-time").toFixed(0)} ms, CLS ${figure("cumulative-layout-shift").toFixed(3)}`);
      if (process.env.LIGHTHOUSE_REPORT) writeFileSync(`${process.env.LIGHTHOUSE_REPORT}/${who.slice(0, 5)}-${form}.json`, JSON.stringify(runs[0]));
      for (const [id, audit] of Object.entries(runs[0]!.audits)) if (audit.score !== null && audit.score < 0.9) poor.add(`${who}, ${form}: ${id}: ${audit.title}`);
    }
    alone.kill();
    await new Promise((ended) => alone.once("exit", ended));
    rmSync(profile, { recursive: true, force: true });
  }
  console.log(`\nBelow 0.9:\n${[...poor].sort().join("\n")}`);
});
