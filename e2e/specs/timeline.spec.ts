// The timeline: a milestone is moved, what follows is shown before anything is saved; the buyer's dates; the organization's calendar.
import type { Page } from "@playwright/test";
import { accessible, Api, buildPlan, expect, invite, iso, linkIn, test } from "../fixtures";
import { PlanPage, SignIn } from "../pages";

async function onTimeline(page: Page, planId: string): Promise<PlanPage> {
  await (await new SignIn(page).open()).as("ada@orbit.example");
  await page.waitForURL("**/deals");
  const plan = await new PlanPage(page).open(planId);
  await plan.tab("Timeline");
  await expect(plan.timeline).toBeVisible();
  return plan;
}

const bar = (plan: PlanPage, name: string) => plan.page.getByRole("slider", { name: new RegExp(`^${name}`) });
const moves = (plan: PlanPage) => plan.page.getByRole("region", { name: "What would move" });

test("a milestone is moved by keyboard: what follows is shown, discarded, then saved for everybody", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId, milestones } = await buildPlan(seller, 4, 1);
  for (let m = 1; m < 4; m++) await seller.patch(`/plans/${planId}/milestones/${milestones[m]}`, { depends_on: [milestones[m - 1]] });
  const before = (await seller.get(`/plans/${planId}`)).milestones.map((m: any) => m.target_date);
  const plan = await onTimeline(await person("Ada"), planId);

  const first = bar(plan, "Milestone 1");
  await first.focus();
  for (let n = 0; n < 3; n++) await first.press("Shift+ArrowRight");
  await expect(moves(plan)).toContainText("Milestone 2");
  await expect(moves(plan)).toContainText("Nothing is saved yet");
  await expect(first).toBeFocused();
  await accessible(plan.page);
  await first.press("Escape");
  await expect(moves(plan)).toHaveCount(0);

  for (let n = 0; n < 3; n++) await first.press("Shift+ArrowRight");
  await moves(plan).getByRole("button", { name: "Save these dates" }).click();
  await expect(moves(plan)).toHaveCount(0);
  await expect(first).toBeFocused();
  const after = (await seller.get(`/plans/${planId}`)).milestones.map((m: any) => m.target_date);
  expect(after[0] > before[0]).toBe(true);
  expect(after[1] > before[1]).toBe(true);
});

test("a milestone is dragged, and a click still opens it", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId } = await buildPlan(seller, 3, 1);
  const plan = await onTimeline(await person("Ada"), planId);
  const box = (await bar(plan, "Milestone 2").locator(".hit").boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await plan.page.mouse.move(x, y);
  await plan.page.mouse.down();
  await plan.page.mouse.move(x + 120, y, { steps: 6 });
  await expect(moves(plan)).toContainText("Move “Milestone 2” to");
  await plan.page.mouse.up();
  await expect(plan.page).toHaveURL(/timeline/);
  await moves(plan).getByRole("button", { name: "Discard" }).click();
  await expect(moves(plan)).toHaveCount(0);
  await bar(plan, "Milestone 2").click();
  await expect(plan.page).toHaveURL(new RegExp(`/plans/${planId}#`));
});

test("the buyer's hard date is entered, everything is scheduled back from it, and a guest sees both @phone", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId } = await buildPlan(seller, 4, 1);
  await invite(seller, planId, "mara@nimbus.example", "view", "Mara Kern");
  const plan = await onTimeline(await person("Ada"), planId);
  const { page } = plan;
  await page.getByRole("button", { name: "Add a date or period" }).click();
  await page.getByLabel("What it is").selectOption("board_meeting");
  await page.getByLabel("In words").fill("Releases budgets only here");
  await page.getByRole("button", { name: "Add it" }).click();
  await expect(page.getByText("Is required.")).toBeVisible();
  await page.getByLabel("Day, or first day").fill(iso(80));
  await page.getByLabel("This is the buyer’s hard date").check();
  await page.getByRole("button", { name: "Add it" }).click();
  await expect(page.getByText("Board meeting: Releases budgets only here")).toBeVisible();
  await expect(plan.timeline).toContainText("The hard date can be met");
  await page.getByRole("button", { name: "Schedule backward from the hard date" }).click();
  await expect(moves(plan)).toContainText("Backward from the hard date");
  await moves(plan).getByRole("button", { name: "Save these dates" }).click();
  await expect(moves(plan)).toHaveCount(0);
  await accessible(page);

  const mara = await person("Mara");
  await mara.goto(linkIn(await server.mail.newest("mara@nimbus.example")));
  await mara.getByRole("button", { name: "Join room" }).click();
  await mara.waitForURL(/plans/);
  const hers = await new PlanPage(mara).open(planId);
  await hers.tab("Timeline");
  await expect(mara.getByText("Board meeting: Releases budgets only here")).toBeVisible();
  await expect(mara.getByRole("slider")).toHaveCount(0);
  await expect(mara.getByRole("button", { name: "Add a date or period" })).toHaveCount(0);
});

test("an admin sets when the organization works", async ({ server, person }) => {
  await Api.signUp(server.url);
  const page = await person("Ada");
  await (await new SignIn(page).open()).as("ada@orbit.example");
  await page.waitForURL("**/deals");
  await page.goto("/settings/calendar");
  await page.getByLabel("Public holidays of").selectOption("FR");
  await expect(page.locator(".people-list li").first()).toBeVisible();
  await accessible(page);
  await page.getByLabel("Friday").uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The calendar is saved")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Friday")).not.toBeChecked();
  await expect(page.getByLabel("Public holidays of")).toHaveValue("FR");
});
