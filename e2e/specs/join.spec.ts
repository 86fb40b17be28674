// The landing page of an invitation, in each of its states.
import { Api, buildPlan, expect, invite, linkIn, shortCodeIn, test } from "../fixtures";
import { JoinPage, PlanPage } from "../pages";

const MARA = "mara@nimbus.example";

test("the short code typed by hand works where the link's end was lost @phone", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId } = await buildPlan(seller);
  await invite(seller, planId, MARA, "edit");
  const mail = await server.mail.newest(MARA);
  const page = await person("Mara");
  const join = await new JoinPage(page).open(new URL(linkIn(mail)).pathname);
  await join.typeSecret(shortCodeIn(mail));
  await join.join();
  await new PlanPage(page).shown();
});

test("a link with one character changed leads nowhere, as an unknown one does", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId } = await buildPlan(seller);
  await invite(seller, planId, MARA, "edit");
  const link = linkIn(await server.mail.newest(MARA));
  const changed = link.slice(0, -1) + (link.endsWith("a") ? "b" : "a");
  const secret = new URL(changed).hash.slice(1);
  expect((await new Api(server.url).call("POST", "/guest/sessions", { secret })).status).toBe(404);
  const join = await new JoinPage(await person("Mara")).open(changed);
  await expect(join.page.getByRole("heading", { name: "This link leads nowhere" })).toBeVisible();
});

test("a revoked link says so and whom to ask", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId } = await buildPlan(seller);
  const grant = await invite(seller, planId, MARA, "edit");
  const link = linkIn(await server.mail.newest(MARA));
  await seller.delete(`/plans/${planId}/grants/${grant}`);
  const join = await new JoinPage(await person("Mara")).open(link);
  await expect(join.page.getByRole("heading", { name: "Your access was taken back" })).toBeVisible();
  await expect(join.page.getByText("Ada Reyes")).toBeVisible();
});

test("a guest comes back on the same browser without a mail @phone", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId } = await buildPlan(seller);
  await invite(seller, planId, MARA, "edit");
  const page = await person("Mara");
  await (await new JoinPage(page).open(linkIn(await server.mail.newest(MARA)))).join();
  await new PlanPage(page).shown();
  await page.goto("about:blank");
  await new PlanPage(page).open(planId);
  expect(server.mail.to(MARA)).toHaveLength(1);
});
