// What a first visit to a plan loads is what `scripts/build-web.sh --size` counts; everything else comes when it is opened.
import { Api, buildPlan, expect, invite, linkIn, test } from "../fixtures";
import { JoinPage, PlanPage } from "../pages";

const MARA = "mara@nimbus.example";

test.use({ faults: [/Failed to fetch|Failed to execute 'compile'|Failed to execute 'instantiateStreaming'/] });

test("a buyer's plan can be read and ticked with the files that the page names; the other tabs come when opened, and can be tried again", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId } = await buildPlan(seller);
  await invite(seller, planId, MARA, "edit");
  const page = await person("Mara");
  await (await new JoinPage(page).open(linkIn(await server.mail.newest(MARA)))).join();
  await new PlanPage(page).shown();

  const loaded = new Set<string>();
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith("/api/")) loaded.add(pathname);
  });
  const plan = await new PlanPage(page).open(planId);
  await plan.expand("Milestone 1");
  await plan.box("Action 1.1").check();
  await expect(plan.box("Action 1.1")).toBeChecked();
  const html = await (await fetch(server.url)).text();
  const named = [...html.matchAll(/(?:src|href)="(\/[^"/]+\.[a-z]+)"/g)].map(([, name]) => name);
  // The browser of the tests draws no icon.
  expect([...loaded].filter((path) => !path.endsWith(".svg")).sort()).toEqual([`/plans/${planId}`, ...named.filter((name) => !name?.endsWith(".svg"))].sort());

  const cut = (url: URL) => /\/part_.*\.wasm$/.test(url.pathname);
  await page.route(cut, (route) => route.abort());
  await plan.tab("Timeline");
  await expect(page.getByText("This part could not be loaded")).toBeVisible();
  await page.unroute(cut);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(plan.timeline).toBeVisible();
});
