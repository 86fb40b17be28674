// How long from a click on an action's box until the tick is painted, and until the other side's open page has painted it.
import { type Page } from "@playwright/test";
import { Api, buildPlan, expect, invite, linkIn, test } from "../fixtures";
import { JoinPage, PlanPage, SignIn } from "../pages";

const MARA = "mara@nimbus.example";
const MILESTONES = 8;
const EACH = 5;

interface Seen {
  clicked?: number;
  /** Its box is ticked on the screen. */
  ticked?: number;
  /** Its row says *done*: the server has it, durably. */
  done?: number;
}

/** Notes, for each action, when its box was clicked and when the frames that show it ticked and done were painted, in milliseconds of the machine's clock. */
function watch(): void {
  const seen: Record<string, Seen> = {};
  Object.assign(window, { seen });
  const of = (row: Element) => (seen[/Action \d+\.\d+/.exec(row.querySelector("[aria-label]")?.getAttribute("aria-label") ?? "")?.[0] ?? "?"] ??= {});
  document.addEventListener("click", (event) => {
    const row = event.target instanceof Element ? event.target.closest("li.act") : null;
    if (row) of(row).clicked = performance.timeOrigin + event.timeStamp;
  }, true);
  const look = () => {
    for (const [what, where] of [["ticked", "li.act:has(input:checked)"], ["done", "li.act[data-status=done]"]] as const) {
      for (const row of document.querySelectorAll(where)) {
        const one = of(row);
        if (one[what] !== undefined) continue;
        one[what] = 0;
        // In this frame's state, so painted when the next one begins.
        requestAnimationFrame(() => (one[what] = performance.timeOrigin + performance.now()));
      }
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

const times = (page: Page) => page.evaluate(() => (window as unknown as { seen: Record<string, Seen> }).seen);

function figures(values: number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(0);
  return `${sorted.length} ticks, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, slowest ${at(1)} ms`;
}

test("tick to painted, and seen by the other side", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId } = await buildPlan(seller, MILESTONES, EACH);
  await invite(seller, planId, MARA, "edit");
  const [buyer, other] = [await person("Mara"), await person("Ada")];
  await (await new JoinPage(buyer).open(linkIn(await server.mail.newest(MARA)))).join();
  await new PlanPage(buyer).shown();
  await (await new SignIn(other).open()).as("ada@orbit.example");
  await other.waitForURL("**/deals");
  const [mine, theirs] = [await new PlanPage(buyer).open(planId), await new PlanPage(other).open(planId)];
  for (const plan of [mine, theirs]) for (let m = 1; m <= MILESTONES; m++) await plan.expand(`Milestone ${m}`);
  await buyer.evaluate(watch);
  await other.evaluate(watch);
  for (let m = 1; m <= MILESTONES; m++) {
    for (let a = 1; a < EACH; a++) {
      const title = `Action ${m}.${a}`;
      await mine.box(title).click();
      await expect(mine.box(title)).toBeChecked();
      await expect(theirs.box(title)).toBeChecked();
    }
  }
  const [here, there] = [await times(buyer), await times(other)];
  const titles = Object.keys(here).filter((title) => here[title]?.clicked && here[title]?.done && there[title]?.done);
  expect(titles).toHaveLength(MILESTONES * (EACH - 1));
  const after = (page: Record<string, Seen>, what: "ticked" | "done") => figures(titles.map((title) => page[title]![what]! - here[title]!.clicked!));
  console.log(`\ntick to painted: ${after(here, "ticked")}`);
  console.log(`the row says done, durably: ${after(here, "done")}`);
  console.log(`seen by the other side: ${after(there, "done")}`);
});
