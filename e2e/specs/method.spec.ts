// The method from the first plan to the forecast, as one deal lives it: both sides in browsers of their own, the buyer partly on a phone, mail by real SMTP.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { Api, CLAUS, expect, iso, MARA, PASSWORD, PHONE, test } from "../fixtures";
import { AgreementTab, asBuyer, DealsPage, GuidedStart, PlanPage, ShareForm, SignUp, UpdatesTab } from "../pages";

const ADA = "ada@orbit.example";
const DEAL = "Analytics rollout at Nimbus";
const LEGAL = "Legal review complete with no major objections";
const SIGNED = "Contract signed by both sides";
const WHY = "Our lawyer is on leave until the end of the month";
const INSTEAD = "A day later is possible if your deputy begins";

/** A deal and its plan by the five questions: a champion who is a liaison, a board meeting, procurement that has not begun. */
async function makePlan(page: Page, picture: (page: Page, name: string) => Promise<void>): Promise<string> {
  await page.goto("/sign-up");
  await new SignUp(page).as("Orbit", "Ada Reyes", ADA);
  await page.waitForURL("**/deals");
  await new DealsPage(page).create(DEAL, "Nimbus GmbH");
  const guide = await new GuidedStart(page).begin();
  await guide.stage("Negotiation");
  await guide.next();
  await guide.question("Who needs to be involved?");
  await guide.role("Champion", { name: "Mara Kern", title: "Head of Operations", email: MARA, buyIn: "Already on board" });
  await guide.role("Economic buyer", { name: "Claus Brandt", title: "CFO", email: CLAUS, buyIn: "Neutral" });
  await guide.shown();
  await picture(page, "who-is-involved");
  await guide.next();
  await guide.question("What is the buyer’s true timeline?");
  await guide.hardDate("A board meeting", iso(90));
  await guide.next();
  await guide.question("Is procurement involved, and how long does its review take?");
  await guide.choose("They will be, and have not begun");
  await page.getByLabel("Working days of their review").fill("10");
  await page.getByRole("checkbox", { name: "They have not bought this kind of product before" }).check();
  await guide.next();
  await guide.question("Can the champion decide, or do they pass things on?");
  await guide.choose("Liaison");
  await guide.next();
  await guide.question("This is the plan that follows");
  await expect(page.getByText(SIGNED)).toBeVisible();
  await guide.shown();
  await picture(page, "draft-of-the-plan");
  await guide.make();
  return /plan_[a-z0-9]+/.exec(page.url())![0];
}

/** The target of a milestone, so many days later. */
async function after(seller: Api, planId: string, title: string, days: number): Promise<string> {
  const { milestones } = await seller.get(`/plans/${planId}`);
  const target = milestones.find((m: { title: string }) => m.title === title).target_date as string;
  return new Date(Date.parse(target) + days * 86_400_000).toISOString().slice(0, 10);
}

test("from the first plan to the forecast: shared, signed, renegotiated, told every week", async ({ server, person, picture }) => {
  test.setTimeout(110_000);
  const ada = await person("Ada");
  const planId = await makePlan(ada, picture);
  const plan = await new PlanPage(ada).shown();
  await expect(plan.milestone(SIGNED)).toBeVisible();
  await picture(ada, "plan");
  const { access_token } = await new Api(server.url).post("/auth/sign-in", { email: ADA, password: PASSWORD });
  const seller = new Api(server.url, access_token);

  await plan.share();
  await new ShareForm(ada).invite([{ email: MARA, access: "Edit" }, { email: CLAUS, access: "View only" }], "See you on Monday");
  const mara = await person("Mara");
  await asBuyer(mara, server, MARA, "sign-off");
  const claus = await person("Claus on his phone", PHONE);
  await asBuyer(claus, server, CLAUS, "sign-off");

  // Both sides sign.
  await plan.visit(planId, "sign-off");
  const [adas, maras, clauss] = [ada, mara, claus].map((page) => new AgreementTab(page)) as [AgreementTab, AgreementTab, AgreementTab];
  await adas.ask(["Ada Reyes", "Mara Kern", "Claus Brandt"], "As we said on Monday");
  expect((await server.mail.newest(CLAUS, 2)).subject).toContain("asks you to sign");
  await expect(clauss.yourSignature).toBeVisible();
  await picture(claus, "to-sign-phone");
  await clauss.sign("Claus Brandt");
  await maras.sign("Mara Kern");
  await adas.sign("Ada Reyes");
  await expect(adas.standing).toContainText("Both sides agreed to version 1");
  expect((await server.mail.newest(ADA)).subject).toContain("Both sides have signed");
  await picture(ada, "agreed");
  const certificate = await adas.certificate();
  expect(readFileSync((await certificate.path())!).subarray(0, 5).toString()).toBe("%PDF-");

  // The buyer proposes, the seller sees what moves and counters, the buyer accepts.
  await maras.propose(LEGAL, await after(seller, planId, SIGNED, 7), WHY);
  expect((await server.mail.newest(ADA, 2)).text).toContain(`> ${WHY}`);
  await expect(adas.offer(WHY)).toContainText(`“${SIGNED}” would have to move to`);
  await expect(adas.offer(WHY)).toContainText("The signature moves from");
  await picture(ada, "proposal");
  await adas.counter(WHY, { "New date": await after(seller, planId, LEGAL, 1), Why: INSTEAD });
  expect((await server.mail.newest(MARA, 4)).subject).toContain("offers something else");
  await picture(mara, "countered");
  await maras.accept(INSTEAD, "Good");
  await expect(adas.standing).toContainText("Both sides agreed to version 2");
  await expect(adas.versions).toHaveCount(2);
  for (const tab of [adas, clauss]) {
    const { words, table } = await tab.compare(1, 2);
    await expect(words).toContainText(`“${LEGAL}” moves from`);
    await expect(table).toContainText("Version 2");
  }
  await picture(ada, "versions");
  await picture(claus, "versions-phone");

  // A week's work, told.
  await plan.visit(planId);
  const { milestones } = await seller.get(`/plans/${planId}`);
  const [milestone, step] = milestones.flatMap((m: any) => m.actions.filter((a: any) => a.side === "seller").map((a: any) => [m.title, a.title]))[0];
  const row = await plan.expand(milestone);
  await row.getByRole("checkbox", { name: step, exact: true }).check();
  await plan.visit(planId, "updates");
  const updates = new UpdatesTab(ada);
  await updates.draft();
  expect((await updates.lines("Completed actions")).join()).toContain(step);
  expect((await updates.lines("Revised timeline")).join()).toContain(LEGAL);
  await updates.summary.fill("We moved the legal review; the signature holds.");
  await updates.goesTo("Mara Kern", true);
  await picture(ada, "update");
  await updates.look();
  await updates.send();
  const told = await server.mail.newest(MARA, 5);
  expect(told.subject).toContain("Status of");
  expect(told.text).toContain("We moved the legal review; the signature holds.");
  await new PlanPage(claus).visit(planId, "updates");
  await expect(new UpdatesTab(claus).sent.first()).toContainText("We moved the legal review");
  await picture(claus, "update-phone");

  // When it is likely to be signed, and why.
  await plan.visit(planId, "timeline");
  const forecast = ada.locator("section").filter({ has: ada.getByRole("heading", { name: "Forecast" }) });
  for (const quantile of ["P50", "P80", "P95"]) await expect(forecast.getByRole("row", { name: new RegExp(`^${quantile}`) })).toBeVisible();
  await expect(forecast).toContainText("What delays it, on average");
  await picture(ada, "forecast");
});
