// The example deal of the method, typed in: what a good coach would say of it, and each fix, applied, leads to a plan that can hold.
import type { Page } from "@playwright/test";
import { accessible, Api, expect, invite, iso, MARA, PASSWORD, type Server, test } from "../fixtures";
import { asBuyer, asSeller, BuyersCalendar, DealsPage, HealthTab, PeopleTab, PlanPage, RisksTab, SignUp } from "../pages";

const DEAL = "Analytics platform for Nimbus";
const BUDGET = "Economic buyer approves the budget";
const MEASURES = "Success measures agreed";

const PEOPLE = [
  { "Name": "Mara Kern", "E-mail address": MARA, "Job title": "VP Sales", "Roles in the decision": ["Champion"] },
  { "Name": "Cora Feld", "E-mail address": "cora@nimbus.example", "Job title": "CFO", "Roles in the decision": ["Economic buyer"] },
  { "Name": "Pavel Novak", "E-mail address": "pavel@nimbus.example", "Job title": "Category manager", "Roles in the decision": ["Procurement"] },
];

const MILESTONES = [
  { title: "Technical deep-dive and security review completed", due: 24, kind: "Security review", seller: ["Conduct the technical deep-dive", "Answer the security questionnaire"], buyer: ["Schedule the security team"] },
  { title: MEASURES, due: 30, seller: ["Draft the success measures"], buyer: [] },
  { title: BUDGET, due: 44, seller: ["Provide the business case", "Brief the CFO before the agenda closes"], buyer: ["Gather feedback of the stakeholders"] },
  { title: "Legal review complete with no major objections", due: 58, kind: "Legal review", seller: ["Deliver the contract"], buyer: [] },
  { title: "Implementation readiness confirmed", due: 66, seller: ["Coordinate the integrations"], buyer: [] },
  { title: "Contract signed", due: 75, kind: "Signature of the contract", seller: ["Provide the final contract"], buyer: [] },
];

/** Everything a seller knows of the deal, typed in. Answers the plan's id. */
async function typedIn(page: Page): Promise<string> {
  await page.goto("/sign-up");
  await new SignUp(page).as("Orbit", "Ada Reyes", "ada@orbit.example");
  await page.waitForURL("**/deals");
  await new DealsPage(page).create(DEAL, "Nimbus GmbH", "Evaluation");
  await new DealsPage(page).startEmpty();
  const plan = new PlanPage(page);
  await expect(page.getByRole("heading", { name: "Begin with the first milestone" })).toBeVisible();
  const planId = /plan_[a-z0-9]+/.exec(page.url())![0];
  for (const { title, due, kind } of MILESTONES) await plan.addMilestone({ stage: "Evaluation", title, target: iso(due), kind });
  for (const { title, seller, buyer } of MILESTONES) {
    const of = (side: string, titles: string[]) => titles.map((action) => ({ side, title: action }));
    await plan.addActions(title, [...of("Nimbus", buyer), ...of("Orbit", seller)]);
  }
  await plan.tab("People");
  const people = new PeopleTab(page);
  for (const person of PEOPLE) await people.add("buyer", person);
  await people.edit("Mara Kern", { "As a champion": "Needs internal alignment first", "Buy-in": "On board" });
  await plan.tab("Timeline");
  const calendar = new BuyersCalendar(page);
  await calendar.add({ "What it is": "Budget cycle", "In words": "The CFO reviews budgets in a single meeting", "Day, or first day": iso(40) });
  await calendar.add({ "What it is": "Deadline", "In words": "The old contract ends", "Day, or first day": iso(70), "This is the buyer’s hard date": true });
  await plan.tab("Risks");
  await new RisksTab(page).note({
    "What may happen": "Procurement is unfamiliar with the vendor category", "How likely": "Likely", "Working days it may cost": "10",
    "What is done about it": "Provide a procurement packet in advance with reference customers from their industry",
  });
  return planId;
}

/** So many days later, with what is kept once a day reckoned anew. */
async function daysLater(server: Server, days: number, page: Page): Promise<void> {
  await page.goto("about:blank");
  server.moveClock(days);
  await server.restart();
}

const sellerApi = async (server: Server): Promise<Api> => {
  const { access_token } = await new Api(server.url).post("/auth/sign-in", { email: "ada@orbit.example", password: PASSWORD });
  return new Api(server.url, access_token);
};

test("the example deal of the method gets a coach's findings, and each fix leads towards a plan without errors", async ({ server, person, picture }) => {
  const page = await person("Ada");
  const planId = await typedIn(page);
  const plan = new PlanPage(page);
  const tab = new HealthTab(page);

  // In its first days a plan gets next steps, in the order in which one is made.
  await plan.visit(planId, "health");
  await expect(page.getByRole("heading", { name: "This plan is still being made" })).toBeVisible();
  await tab.shown();

  await daysLater(server, 5, page);
  await plan.visit(planId, "health");
  await tab.shown();
  await picture(page, "findings");
  const before = await tab.score();
  for (const [advice, evidence] of [
    ["Ask for the buyer's hard date: budget, board meeting, end of a contract", /The signature is planned for .+ working days? after the buyer's hard date/],
    ["Agree with the buyer on what they will do", "The seller has 8 open actions and the buyer 2."],
    ["Give each milestone an action of each side", `“${MEASURES}” has 1 action of the seller and none of the buyer.`],
    ["Give each milestone a date and an owner", `“${BUDGET}” has no owner.`],
    ["Write down what each milestone assumes", `“${BUDGET}” has no assumption`],
    ["Name everyone who evaluates, approves or uses it", /The plan names no legal .+; 3 of 8 roles are filled/],
    ["Bring in the person who decides", /Mara Kern has to align others first, and Cora Feld, who can decide/],
    ["Ask whether procurement takes part, and how long it takes", /Procurement takes part, and with \d+ working days to the signature no milestone is theirs/],
    ["Give each risk a remedy, a person and a day", "“Procurement is unfamiliar with the vendor category” may cost 10 working days and has no owner and no date."],
    ["Ask of each milestone what could stop it", `“${MEASURES}” is due in 25 days, and no risk was considered for it.`],
    ["Note what matters to each person and where they stand", /of 5 things are not known of Cora Feld/],
  ] as const) {
    await expect(tab.card(advice).filter({ hasText: evidence }).first(), advice).toBeVisible();
  }
  // The server says the same as the browser.
  const judged = await (await sellerApi(server)).get(`/plans/${planId}/health`);
  expect(judged.score).toBe(before);
  for (const finding of judged.findings) await expect(page.getByText(finding.evidence).first()).toBeVisible();

  // One fix, looked at first; the rest follows from what is left.
  const told = await tab.apply("Ask for the buyer's hard date: budget, board meeting, end of a contract", /…$/);
  expect(told).toContain("“Contract signed”");
  await expect(tab.section("error")).toBeHidden();
  for (let round = 0; (await tab.fixable.count()) > 0; round++) {
    expect(round, "fixing ends").toBeLessThan(25);
    await tab.applyFirst();
  }
  await expect(tab.section("error")).toBeHidden();
  await expect(tab.card("Agree with the buyer on what they will do")).toHaveCount(0);
  expect(await tab.score()).toBeGreaterThan(before);
  await tab.shown();
  await picture(page, "fixed");
  await plan.visit(planId);
  await expect(plan.milestone("Procurement review completed")).toBeVisible();
});

test("a rule is declared not applicable with a reason, the buyer reads it, and it can speak again @phone", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const planId = await small(seller);
  await invite(seller, planId, MARA, "view", "Mara Kern");
  server.moveClock(5);
  const page = await person("Ada");
  await asSeller(page, planId, "health");
  const tab = await new HealthTab(page).shown();
  const advice = "Write down what each milestone assumes";
  const before = await tab.score();
  await tab.waive(advice, MEASURES, "It rests on nothing but both sides' word");
  await expect(tab.card(advice)).not.toContainText(`“${MEASURES}”`);
  await expect(tab.waiver("Milestones say what they assume")).toContainText("Because: It rests on nothing but both sides' word");
  expect(await tab.score()).toBeGreaterThanOrEqual(before);

  const mara = await person("Mara");
  await asBuyer(mara, server, MARA, "health");
  const hers = await new HealthTab(mara).shown();
  await expect(hers.waiver("Milestones say what they assume")).toContainText("It rests on nothing but both sides' word");
  await expect(mara.getByRole("button", { name: /^Speak again|Not applicable|Apply/ })).toHaveCount(0);

  await tab.speakAgain("Milestones say what they assume");
  await expect(tab.card(advice)).toContainText(`“${MEASURES}”`);
  await expect(hers.waiver("Milestones say what they assume")).toHaveCount(0);
});

test("the score shows in the grid of deals, and its curve tells how it went", async ({ server, person, picture }) => {
  const seller = await Api.signUp(server.url);
  const planId = await small(seller);
  const page = await person("Ada");
  await asSeller(page, planId);
  await daysLater(server, 5, page);
  await page.goto("/deals");
  const row = new DealsPage(page).row(DEAL);
  const badge = row.getByRole("link", { name: /^Score \d+/ });
  const shown = async () => {
    await page.reload();
    await row.waitFor();
    return (await badge.count()) > 0;
  };
  await expect.poll(shown).toBe(true);
  const first = Number(/\d+/.exec(await badge.innerText())![0]);
  await badge.click();
  const tab = await new HealthTab(page).shown();
  expect(await tab.score()).toBe(first);
  await expect(tab.curve, "one day is no curve yet").toHaveCount(0);

  await tab.apply("Write down what each milestone assumes", /^Fix all/);
  const second = await tab.score();
  expect(second).toBeGreaterThan(first);
  await daysLater(server, 6, page);
  await page.goto(`/plans/${planId}/health`);
  const days = async () => (await (await sellerApi(server)).get(`/plans/${planId}/health/history`)).days.length;
  await expect.poll(days).toBeGreaterThan(1);
  await page.reload();
  await expect(tab.curve.getByRole("img")).toHaveAccessibleName(new RegExp(`^From ${first} on .+ to \\d+$`));
  await tab.curve.locator("summary").click();
  await expect(tab.curve.getByRole("row")).toHaveCount(3);
  await accessible(page);
  await picture(page, "curve");
});

/** The milestones of the example, without actions. */
async function small(seller: Api): Promise<string> {
  const deal = await seller.post("/deals", { name: DEAL, account_name: "Nimbus GmbH" });
  const plan = await seller.post(`/deals/${deal.id}/plan`, { title: DEAL });
  for (const { title, due } of MILESTONES) {
    await seller.post(`/plans/${plan.id}/milestones`, { title, stage_id: plan.deal.stage_id, owner_side: "buyer", target_date: iso(due) });
  }
  return plan.id;
}
