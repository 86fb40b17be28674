// Mail gateways follow links before people do, and some run the page's scripts. Nothing may change by that.
import { Api, buildPlan, expect, invite, linkIn, test, urlsIn } from "../fixtures";
import { JoinPage, PlanPage } from "../pages";

const MARA = "mara@nimbus.example";

/** What a visit could change: the events of the plan, the state of its grants. */
async function state(seller: Api, planId: string): Promise<string> {
  const [events, grants] = [await seller.get(`/plans/${planId}/events?limit=100`), await seller.get(`/plans/${planId}/grants`)];
  return JSON.stringify({ events, grants: grants.data.map((g: any) => [g.status, g.activated_at, g.last_seen_at, g.version]) });
}

test("a scanner's GET and HEAD of every mailed URL, and a browser that only looks, change nothing", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId } = await buildPlan(seller);
  await invite(seller, planId, MARA, "edit");
  const mail = await server.mail.newest(MARA);
  await expect.poll(async () => (await seller.get(`/plans/${planId}/grants`)).data[0].delivery).toBe("sent");
  const before = await state(seller, planId);

  const urls = urlsIn(mail);
  expect(urls.length).toBeGreaterThan(0);
  for (const url of urls) {
    expect(new URL(url).origin, "no mailed URL leads elsewhere").toBe(server.url);
    expect(url.length).toBeLessThan(200);
    for (const method of ["HEAD", "GET"]) await fetch(url, { method, redirect: "follow" });
  }
  const scanner = await person("a scanner");
  for (const url of urls.filter((url) => url.includes("#"))) {
    await scanner.goto(url);
    await expect(new JoinPage(scanner).button).toBeVisible();
    await scanner.mouse.move(200, 200);
    await scanner.waitForTimeout(3_000);
  }
  expect(await state(seller, planId)).toBe(before);
  expect((await scanner.context().cookies()).map((cookie) => cookie.name)).toEqual([]);

  const mara = await person("Mara");
  await (await new JoinPage(mara).open(linkIn(mail))).join();
  await new PlanPage(mara).shown();
});
