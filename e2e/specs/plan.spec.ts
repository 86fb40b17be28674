// Working in a plan: in place, by keyboard, with undo, and when two people are at the same thing.
import { type Page } from "@playwright/test";
import { accessible, Api, buildPlan, expect, invite, linkIn, test } from "../fixtures";
import { JoinPage, PlanPage, SignIn } from "../pages";

const ADA = "ada@orbit.example";

async function signedIn(page: Page, planId: string): Promise<PlanPage> {
  await (await new SignIn(page).open()).as(ADA);
  await page.waitForURL("**/deals");
  return new PlanPage(page).open(planId);
}

test("a deleted action comes back with Undo", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId } = await buildPlan(seller);
  const plan = await signedIn(await person("Ada"), planId);
  await plan.expand("Milestone 1");
  await plan.deleteAction("Action 1.1");
  await expect(plan.action("Action 1.1")).toHaveCount(0);
  await plan.page.getByRole("button", { name: "Undo" }).click();
  await expect(plan.action("Action 1.1")).toBeVisible();
});

test("the keyboard alone moves, ticks and lists its keys", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId, actions } = await buildPlan(seller);
  const plan = await signedIn(await person("Ada"), planId);
  const { keyboard } = plan.page;
  await keyboard.press("?");
  await expect(plan.page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  await accessible(plan.page);
  await keyboard.press("Escape");
  await plan.expand("Milestone 1");
  await keyboard.press("j");
  await keyboard.press("x");
  await expect.poll(async () => (await seller.get(`/plans/${planId}`)).milestones[0].actions.find((a: any) => a.id === actions[0]).status).toBe("done");
});

test("who saves second sees both values and chooses", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId, actions } = await buildPlan(seller);
  const page = await person("Ada");
  // Without the live stream the page does not know yet what the other did.
  await page.route("**/stream*", (route) => route.abort());
  const plan = await signedIn(page, planId);
  await plan.expand("Milestone 1");
  const form = await plan.editAction("Action 1.1");
  await form.getByLabel("What is to be done").fill("Mine");
  await seller.patch(`/plans/${planId}/actions/${actions[0]}`, { title: "Theirs" });
  await form.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog", { name: "Changed meanwhile" });
  await expect(dialog).toContainText("Mine");
  await expect(dialog).toContainText("Theirs");
  await accessible(page);
  await dialog.getByRole("button", { name: "Save what is chosen" }).click();
  await expect(plan.action("Mine")).toBeVisible();
});

test("a refused form says why and keeps what was typed", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId } = await buildPlan(seller);
  const plan = await signedIn(await person("Ada"), planId);
  const place = plan.stage("Qualified");
  await place.getByRole("button", { name: "Add a milestone" }).click();
  await place.getByLabel("What is reached").fill("Pilot done");
  await place.getByLabel("Start", { exact: true }).fill("2027-05-02");
  await place.getByLabel("Target").fill("2027-05-01");
  await place.getByRole("button", { name: "Add the milestone" }).click();
  await expect(place.getByLabel("What is reached")).toHaveValue("Pilot done");
  await expect(place.locator("[aria-invalid=true]").first()).toBeVisible();
  await accessible(plan.page);
});

test("every tab of the plan is accessible, and the timeline names the bottleneck @phone", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId, milestones } = await buildPlan(seller, 5, 2);
  await seller.post(`/plans/${planId}/milestones/${milestones[0]}/complete`);
  const plan = await signedIn(await person("Ada"), planId);
  for (const tab of ["Timeline", "People", "Sharing", "Activity"]) {
    await plan.tab(tab);
    await expect(plan.page).toHaveURL(new RegExp(`/${tab.toLowerCase()}`));
    await plan.shown();
  }
  await plan.tab("Timeline");
  await expect(plan.page.getByRole("heading", { name: "Where time went" })).toBeVisible();
  await expect(plan.page.getByRole("group", { name: "Timeline of the plan", exact: true })).toBeVisible();
});

test("a seller previews the plan as a buyer: nothing internal, nothing to change", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId, milestones } = await buildPlan(seller);
  await seller.post(`/plans/${planId}/milestones/${milestones[0]}/actions`, { title: "Our own call", side: "seller", visibility: "internal" });
  const plan = await signedIn(await person("Ada"), planId);
  await plan.expand("Milestone 1");
  await expect(plan.action("Our own call")).toBeVisible();
  await plan.page.getByRole("link", { name: "As buyer" }).click();
  await expect(plan.page.getByText("You see what a buyer sees")).toBeVisible();
  await plan.shown();
  await plan.expand("Milestone 1");
  await expect(plan.action("Our own call")).toHaveCount(0);
  await expect(plan.page.getByRole("button", { name: "Add an action" })).toHaveCount(0);
});

test("a buyer on a phone finds what is theirs and marks it done @phone-only @phone", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId, actions } = await buildPlan(seller);
  await invite(seller, planId, "mara@nimbus.example", "edit", "Mara Kern");
  const mara = (await seller.get(`/plans/${planId}`)).stakeholders.find((s: any) => s.email === "mara@nimbus.example");
  await seller.patch(`/plans/${planId}/actions/${actions[0]}`, { assignee_ids: [mara.id] });
  const page = await person("Mara");
  await (await new JoinPage(page).open(linkIn(await server.mail.newest("mara@nimbus.example")))).join();
  await new PlanPage(page).shown();
  const yours = page.getByRole("region", { name: "Yours next" });
  // Done, it leaves the list at once.
  await yours.getByRole("checkbox", { name: "Action 1.1" }).click();
  await expect.poll(async () => (await seller.get(`/plans/${planId}`)).milestones[0].actions.find((a: any) => a.id === actions[0]).status).toBe("done");
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing scrolls sideways").toBe(true);
});
