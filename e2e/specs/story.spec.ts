// The whole story, seller and buyers in browsers of their own, mail by real SMTP.
import { type Page } from "@playwright/test";
import { Api, buildPlan, codeIn, expect, invite, iso, linkIn, test } from "../fixtures";
import { DealsPage, JoinPage, PlanPage, SharingTab, ShareForm, SignUp } from "../pages";

const DEAL = "Analytics rollout at Nimbus";
const MARA = "mara@nimbus.example";
const CLAUS = "claus@nimbus.example";

const MILESTONES = [
  { stage: "Qualified", title: "Success measures agreed", target: iso(7) },
  { stage: "Qualified", title: "Champion named", target: iso(10) },
  { stage: "Evaluation", title: "Security review passed", target: iso(20) },
  { stage: "Evaluation", title: "Pilot meets the measures", target: iso(30) },
  { stage: "Negotiation", title: "Budget released", target: iso(40) },
  { stage: "Negotiation", title: "Legal has no objection", target: iso(45) },
  { stage: "Negotiation", title: "Contract signed", target: iso(50) },
];

function actionsOf(n: number): { side: string; title: string; by: string }[] {
  const count = n === 0 ? 2 : 3;
  const side = (a: number) => (a % 2 ? "Orbit" : "Nimbus");
  return Array.from({ length: count }, (_, a) => ({ side: side(a), title: `Step ${n + 1}.${a + 1}`, by: iso(5 + 5 * n) }));
}

async function makePlan(page: Page): Promise<string> {
  await (await new SignUp(page).open()).as("Orbit", "Ada Reyes", "ada@orbit.example");
  const deals = await new DealsPage(page).shown();
  await deals.create(DEAL, "Nimbus GmbH");
  await deals.startEmpty();
  const plan = new PlanPage(page);
  await plan.shown();
  for (const milestone of MILESTONES) await plan.addMilestone(milestone);
  for (const [n, { title }] of MILESTONES.entries()) await plan.addActions(title, actionsOf(n));
  await expect(page.locator("li.act")).toHaveCount(20);
  return /plan_[a-z0-9]+/.exec(page.url())![0];
}

test("a seller makes a plan, two buyers join by mail, and both sides see what the other does", async ({ server, person }) => {
  test.setTimeout(180_000);
  const ada = await person("Ada");
  const planId = await makePlan(ada);
  const plan = new PlanPage(ada);

  await plan.share();
  await (await new ShareForm(ada).shown()).invite([{ email: MARA, access: "Edit" }, { email: CLAUS, access: "View only" }], "See you on Monday");
  const [forMara, forClaus] = [await server.mail.newest(MARA), await server.mail.newest(CLAUS)];
  for (const mail of [forMara, forClaus]) {
    expect(mail.subject).toContain(DEAL);
    expect(mail.text).toContain("See you on Monday");
    expect(mail.html).toContain("Join room");
  }

  await plan.open(planId);
  await plan.expand("Security review passed");
  const mara = await person("Mara");
  await (await new JoinPage(mara).open(linkIn(forMara))).join();
  const hers = await new PlanPage(mara).shown();
  await expect(hers.title).toHaveText(DEAL);
  await hers.expand("Security review passed");

  // A tick shows on the other screen within a second, without a reload.
  await hers.box("Step 3.1").check();
  await expect(plan.box("Step 3.1")).toBeChecked({ timeout: 1_000 });
  await hers.addActions("Security review passed", [{ side: "Nimbus", title: "Name the reviewer" }]);
  await expect(plan.action("Name the reviewer")).toBeVisible({ timeout: 1_000 });

  // View sees everything shared and can change nothing.
  const claus = await person("Claus");
  await (await new JoinPage(claus).open(linkIn(forClaus))).join();
  const his = await new PlanPage(claus).shown();
  await his.expand("Security review passed");
  await expect(his.action("Step 3.1")).toBeVisible();
  await expect(claus.getByRole("checkbox")).toHaveCount(0);
  for (const word of ["Add a milestone", "Add an action", "Share plan", "Edit"]) {
    await expect(claus.getByRole("button", { name: word })).toHaveCount(0);
  }

  // Edit becomes View, then nothing: each on the next request.
  const sharing = await new SharingTab(ada).open(planId);
  await sharing.setAccess(MARA, "View only");
  await expect(sharing.row(MARA)).toContainText(/active/i);
  await expect(mara.getByRole("checkbox")).toHaveCount(0);
  await sharing.revoke(MARA);
  await mara.reload();
  await expect(mara.getByText("Security review passed")).toHaveCount(0);
});

test("an opened link asks for a mailed code on a second device", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId } = await buildPlan(seller);
  await invite(seller, planId, MARA, "edit", "Mara Kern");
  const link = linkIn(await server.mail.newest(MARA));

  await (await new JoinPage(await person("Mara at her desk")).open(link)).join();
  const phone = await person("Mara on her phone");
  const join = await new JoinPage(phone).open(link);
  await join.join();
  await expect(join.code).toBeVisible();
  await join.typeCode(codeIn(await server.mail.newest(MARA, 2)));
  await new PlanPage(phone).shown();
});

test("a link not opened for 90 days is dead and offers a new one, sent to the same address", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId } = await buildPlan(seller);
  await invite(seller, planId, MARA, "edit");
  const link = linkIn(await server.mail.newest(MARA));
  server.moveClock(91);

  const secret = new URL(link).hash.slice(1);
  expect((await new Api(server.url).call("POST", "/guest/sessions", { secret })).status).toBe(410);
  const page = await person("Mara");
  const join = await new JoinPage(page).open(link);
  await expect(join.button).toHaveCount(0);
  await join.newLink.click();
  const fresh = linkIn(await server.mail.newest(MARA, 2));
  expect(fresh).not.toBe(link);
  await (await new JoinPage(page).open(fresh)).join();
  await new PlanPage(page).shown();
});
