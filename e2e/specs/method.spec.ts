// The method from the first plan to the forecast, as one deal lives it: both sides in browsers of their own, the buyer partly on a phone, mail by real SMTP.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { CLAUS, expect, iso, MARA, PHONE, test } from "../fixtures";
import { AgreementTab, asBuyer, DealsPage, PlanPage, ShareForm, SignUp, UpdatesTab } from "../pages";

const ADA = "ada@orbit.example";
const DEAL = "Analytics rollout at Nimbus";
const LEGAL = "Legal review complete";
const WHY = "Our lawyer is on leave until the end of the month";
const INSTEAD = "Four days later is possible if your deputy begins";

const MILESTONES = [
  { title: "Success measures agreed", due: 10, days: 3 },
  { title: "Security review passed", due: 24, days: 10, kind: "Security review", after: "Success measures agreed" },
  { title: LEGAL, due: 40, days: 8, kind: "Legal review", after: "Security review passed" },
  { title: "Contract signed", due: 44, days: 2, kind: "Signature of the contract", after: LEGAL },
];

async function makePlan(page: Page): Promise<string> {
  await page.goto("/sign-up");
  await new SignUp(page).as("Orbit", "Ada Reyes", ADA);
  await page.waitForURL("**/deals");
  await new DealsPage(page).create(DEAL, "Nimbus GmbH");
  await new DealsPage(page).startEmpty();
  await expect(page.getByRole("heading", { name: "Begin with the first milestone" })).toBeVisible();
  const plan = new PlanPage(page);
  for (const { title, due, days, kind, after } of MILESTONES) {
    await plan.addMilestone({ stage: "Negotiation", title, target: iso(due), kind, days, after });
  }
  await plan.addActions("Success measures agreed", [
    { side: "Nimbus", title: "Name the measures that count", by: iso(5) },
    { side: "Orbit", title: "Send examples of measures", by: iso(3) },
  ]);
  return /plan_[a-z0-9]+/.exec(page.url())![0];
}

test("from the first plan to the forecast: shared, signed, renegotiated, told every week", async ({ server, person, picture }) => {
  test.setTimeout(180_000);
  const ada = await person("Ada");
  const planId = await makePlan(ada);
  const plan = new PlanPage(ada);
  await picture(ada, "plan");

  await plan.share();
  await new ShareForm(ada).invite([{ email: MARA, access: "Edit" }, { email: CLAUS, access: "View only" }], "See you on Monday");
  const mara = await person("Mara");
  await asBuyer(mara, server, MARA, "sign-off");
  const claus = await person("Claus on his phone", PHONE);
  await asBuyer(claus, server, CLAUS, "sign-off");

  // Both sides sign.
  await plan.visit(planId, "sign-off");
  const [adas, maras, clauss] = [ada, mara, claus].map((page) => new AgreementTab(page)) as [AgreementTab, AgreementTab, AgreementTab];
  await adas.ask(["Ada Reyes", "Mara", "Claus"], "As we said on Monday");
  expect((await server.mail.newest(CLAUS, 2)).subject).toContain("asks you to sign");
  await expect(clauss.yourSignature).toBeVisible();
  await picture(claus, "to-sign-phone");
  await clauss.sign("Claus");
  await maras.sign("Mara");
  await adas.sign("Ada Reyes");
  await expect(adas.standing).toContainText("Both sides agreed to version 1");
  expect((await server.mail.newest(ADA)).subject).toContain("Both sides have signed");
  await picture(ada, "agreed");
  const certificate = await adas.certificate();
  expect(readFileSync((await certificate.path())!).subarray(0, 5).toString()).toBe("%PDF-");

  // The buyer proposes, the seller sees what moves and counters, the buyer accepts.
  await maras.propose(LEGAL, iso(54), WHY);
  expect((await server.mail.newest(ADA, 2)).text).toContain(`> ${WHY}`);
  await expect(adas.offer(WHY)).toContainText("“Contract signed” would have to move to");
  await expect(adas.offer(WHY)).toContainText("The signature moves from");
  await picture(ada, "proposal");
  await adas.counter(WHY, { "New date": iso(42), Why: INSTEAD });
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
  await plan.expand("Success measures agreed");
  await plan.box("Send examples of measures").check();
  await plan.visit(planId, "updates");
  const updates = new UpdatesTab(ada);
  await updates.draft();
  expect((await updates.lines("Completed actions")).join()).toContain("Send examples of measures");
  expect((await updates.lines("Revised timeline")).join()).toContain(LEGAL);
  await updates.summary.fill("We moved the legal review; the signature holds.");
  await updates.goesTo("Mara", true);
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
