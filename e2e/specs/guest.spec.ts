// What a guest may see and do, on the screen and through the API with the guest's own token.
import { accessible, Api, buildPlan, expect, invite, linkIn, test } from "../fixtures";
import { asSeller, JoinPage, PlanPage, SignIn } from "../pages";

const CLAUS = "claus@nimbus.example";

test("nothing internal reaches a guest: not the screen, not an answer, not the mail", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId, milestones } = await buildPlan(seller);
  const stage = (await seller.get(`/plans/${planId}`)).stages[0].id;
  await seller.post(`/plans/${planId}/milestones`, { title: "SECRETMARK discount", stage_id: stage, owner_side: "seller", visibility: "internal" });
  await seller.post(`/plans/${planId}/milestones/${milestones[0]}/actions`, { title: "SECRETMARK call", side: "seller", visibility: "internal" });
  await invite(seller, planId, CLAUS, "edit");
  const mail = await server.mail.newest(CLAUS);
  expect(mail.text + mail.html).not.toContain("SECRETMARK");

  const page = await person("Claus");
  const answers: Promise<string>[] = [];
  page.on("response", (answer) => {
    const isStream = answer.headers()["content-type"]?.includes("event-stream");
    if (answer.url().includes("/api/") && !isStream) answers.push(answer.text().catch(() => ""));
  });
  await (await new JoinPage(page).open(linkIn(mail))).join();
  const plan = await new PlanPage(page).shown();
  await plan.expand("Milestone 1");
  for (const tab of ["Timeline", "People"]) await plan.tab(tab);
  expect(await page.content()).not.toContain("SECRETMARK");
  expect((await Promise.all(answers)).join("\n")).not.toContain("SECRETMARK");
});

test("who is signed out is led back: a seller by signing in, a guest by their link", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId } = await buildPlan(seller);
  const page = await person("Ada, signed out");
  await page.goto(`/plans/${planId}/people`);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("You are signed out");
  await expect(alert).toContainText("open the link from your e-mail again. If that link has expired, its page sends you a new one.");
  await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(0);
  await accessible(page);
  await alert.getByRole("link", { name: "Sign in" }).click();
  await new SignIn(page).as("ada@orbit.example");
  await page.waitForURL(`**/plans/${planId}/people`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("a guest sees stages with milestones only, a seller all of them", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId } = await buildPlan(seller);
  await invite(seller, planId, CLAUS, "edit");
  const page = await person("Claus");
  await (await new JoinPage(page).open(linkIn(await server.mail.newest(CLAUS)))).join();
  await new PlanPage(page).shown();
  const stages = page.locator("section.stage");
  const filled = new Set((await seller.get(`/plans/${planId}`)).milestones.map((m: any) => m.stage_id));
  await expect(stages).toHaveCount(filled.size);
  const ada = await person("Ada");
  await asSeller(ada, planId);
  expect(await ada.locator("section.stage").count(), "sellers fill them").toBeGreaterThan(filled.size);
});

test("a View link is refused every change by the API", async ({ server }) => {
  const seller = await Api.signUp(server.url);
  const { planId, milestones, actions } = await buildPlan(seller);
  await invite(seller, planId, CLAUS, "view");
  const secret = new URL(linkIn(await server.mail.newest(CLAUS))).hash.slice(1);
  const joined = await new Api(server.url).post("/guest/sessions", { secret });
  const guest = new Api(server.url, joined.access_token);
  expect((await guest.call("GET", `/plans/${planId}`)).status).toBe(200);
  const before = JSON.stringify((await seller.get(`/plans/${planId}`)).milestones);
  const tries: [string, string, unknown?][] = [
    ["POST", `/plans/${planId}/actions/${actions[0]}/complete`, {}],
    ["PATCH", `/plans/${planId}/actions/${actions[0]}`, { title: "Mine" }],
    ["DELETE", `/plans/${planId}/actions/${actions[0]}`],
    ["POST", `/plans/${planId}/milestones/${milestones[0]}/actions`, { title: "Mine", side: "buyer" }],
    ["PATCH", `/plans/${planId}/milestones/${milestones[0]}`, { title: "Mine" }],
    ["POST", `/plans/${planId}/milestones/${milestones[0]}/complete`, {}],
    ["DELETE", `/plans/${planId}/milestones/${milestones[0]}`],
    ["PATCH", `/plans/${planId}`, { title: "Mine" }],
    ["POST", `/plans/${planId}/grants`, { invitees: [{ email: "friend@nimbus.example", access: "edit" }] }],
  ];
  for (const [method, path, body] of tries) {
    expect((await guest.call(method, path, body)).status, `${method} ${path}`).toBe(403);
  }
  expect(JSON.stringify((await seller.get(`/plans/${planId}`)).milestones)).toBe(before);
});
