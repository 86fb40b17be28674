// A seller's pages besides the plan: a forgotten password, what is mine, the grid's filters, the settings.
import type { Page } from "@playwright/test";
import { accessible, Api, buildPlan, expect, iso, linkIn, PASSWORD, test } from "../fixtures";
import { DealsPage, SignIn } from "../pages";

const ADA = "ada@orbit.example";

async function signedIn(page: Page): Promise<Page> {
  await (await new SignIn(page).open()).as(ADA);
  await page.waitForURL("**/deals");
  return page;
}

test("who forgot the password chooses a new one by mail, and the old one is over", async ({ server, person }) => {
  await Api.signUp(server.url);
  const page = await person("Ada");
  await new SignIn(page).open();
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByLabel("E-mail").fill(ADA);
  await accessible(page);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("a link is on its way")).toBeVisible();

  const link = linkIn(await server.mail.newest(ADA));
  await page.goto(link);
  await accessible(page);
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expect(page.locator("[aria-invalid=true]")).toBeVisible();
  const chosen = "velvet-anchor-77-orchard";
  await page.getByLabel("New password").fill(chosen);
  await expect(page.locator("[aria-invalid=true]"), "what is mended is not called wrong any more").toHaveCount(0);
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await page.waitForURL("**/deals");
  await new DealsPage(page).shown();

  const other = await person("Ada, later");
  const signIn = await new SignIn(other).open();
  await signIn.as(ADA, PASSWORD);
  await expect(other.getByRole("alert")).toBeVisible();
  await signIn.as(ADA, chosen);
  await other.waitForURL("**/deals");
  await other.goto(link);
  await other.getByLabel("New password").fill("third-harbour-12-meadow");
  await other.getByRole("button", { name: "Save and sign in" }).click();
  await expect(other.getByText("This link was used before")).toBeVisible();
});

test("my actions are there by date, over all plans, and a tick there counts @phone", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const first = await buildPlan(seller, 2, 2, "Rollout at Nimbus");
  const second = await buildPlan(seller, 1, 2, "Renewal at Vela");
  const me = (await seller.get(`/plans/${first.planId}`)).stakeholders.find((s: any) => s.email === ADA);
  const mine = (await seller.get(`/plans/${second.planId}`)).stakeholders.find((s: any) => s.email === ADA);
  await seller.patch(`/plans/${first.planId}/actions/${first.actions[1]}`, { assignee_ids: [me.id], target_date: iso(0) });
  await seller.patch(`/plans/${second.planId}/actions/${second.actions[1]}`, { assignee_ids: [mine.id], target_date: iso(3) });
  const page = await signedIn(await person("Ada"));
  await page.goto("/my-actions");
  await expect(page.getByText("Nimbus GmbH · Rollout at Nimbus · Milestone 1")).toBeVisible();
  await expect(page.getByText("Nimbus GmbH · Renewal at Vela · Milestone 1")).toBeVisible();
  await accessible(page);
  await page.getByRole("checkbox", { name: "Done: Action 1.2" }).first().click();
  const done = async () => (await seller.get(`/plans/${first.planId}`)).milestones[0].actions[1].status;
  await expect.poll(done).toBe("done");
});

test("the grid is searched and filtered, the choice is in the address, and nothing found says so @phone", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  for (const name of ["Rollout at Nimbus", "Renewal at Vela", "Pilot at Corvid"]) await buildPlan(seller, 1, 1, name);
  const page = await signedIn(await person("Ada"));
  const search = page.getByRole("searchbox", { name: "Search deals" });
  await search.fill("vela");
  await expect(page.getByRole("link", { name: /Renewal at Vela/ }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: /Pilot at Corvid/ })).toHaveCount(0);
  await expect(page).toHaveURL(/vela/);
  await page.reload();
  await expect(search).toHaveValue("vela");
  await expect(page.getByRole("link", { name: /Pilot at Corvid/ })).toHaveCount(0);
  await search.fill("nobody has this");
  await expect(page.getByText(/no deal|nothing/i).first()).toBeVisible();
  await accessible(page);
});

test("settings are saved, and a stage is added, deleted and taken back", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const page = await signedIn(await person("Ada"));
  await page.goto("/settings/profile");
  await page.getByLabel("Name", { exact: true }).fill("Ada R. Reyes");
  await page.getByRole("button", { name: "Save" }).click();
  await expect.poll(async () => (await seller.get("/me")).user.name).toBe("Ada R. Reyes");
  await accessible(page);

  await page.goto("/settings/organization");
  await page.getByLabel("Currency of new deals").fill("xx");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator("[aria-invalid=true]")).toBeVisible();
  await page.getByLabel("Currency of new deals").fill("usd");
  await page.getByRole("button", { name: "Save" }).click();
  await expect.poll(async () => (await seller.get("/organization")).currency).toBe("USD");
  await accessible(page);

  await page.goto("/settings/stages");
  await page.getByRole("button", { name: "Add a stage" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Pilot");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Pilot", { exact: true })).toBeVisible();
  await accessible(page);
  await page.locator("summary", { hasText: "What to do with Pilot" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText("Pilot", { exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Pilot", { exact: true })).toBeVisible();
});

test("a colleague is invited, chooses a password, and is kept out once deactivated", async ({ server, person }) => {
  await Api.signUp(server.url);
  const page = await signedIn(await person("Ada"));
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite a colleague" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Ben Okafor");
  await dialog.getByLabel("E-mail").fill("ben@orbit.example");
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByText("Ben Okafor").first()).toBeVisible();
  await accessible(page);

  const ben = await person("Ben");
  await ben.goto(linkIn(await server.mail.newest("ben@orbit.example")));
  await ben.getByLabel("New password").fill(PASSWORD);
  await ben.getByRole("button", { name: "Save and sign in" }).click();
  await ben.waitForURL("**/deals");

  await page.reload();
  await page.locator("summary", { hasText: "What to do with Ben Okafor" }).click();
  await page.getByRole("button", { name: "Deactivate" }).click();
  await expect(page.getByText(/signed out everywhere/)).toBeVisible();
  const again = await person("Ben, later");
  await (await new SignIn(again).open()).as("ben@orbit.example");
  await expect(again.getByRole("alert")).toBeVisible();
});
