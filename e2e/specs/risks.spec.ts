// Risks and assumptions: the register, the matrix, and what becomes of a milestone when one of them comes true.
import { accessible, Api, DEAL, DUE, expect, iso, MARA, negotiation, PHONE, test } from "../fixtures";
import { asBuyer, asSeller, RisksTab } from "../pages";

const UNFAMILIAR = "Procurement is unfamiliar with the vendor category";

test("a risk is noted, weighed in the matrix, answered and closed", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId } = await negotiation(seller);
  const page = await person("Ada");
  await asSeller(page, planId, "risks");
  const tab = await new RisksTab(page).shown();
  await page.getByRole("button", { name: "Note a risk" }).click();
  await page.getByRole("button", { name: "Note the risk" }).click();
  await expect(page.locator("[aria-invalid=true]").first()).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();

  await tab.note({ "What may happen": UNFAMILIAR, "What it delays": "Legal review complete", "How likely": "Likely", "Working days it may cost": "8" });
  await tab.note({ "What may happen": "The lawyer is on leave", "What it delays": "Legal review complete", "How likely": "Unlikely", "Working days it may cost": "3" });
  await expect(tab.risk(UNFAMILIAR)).toContainText("Legal review complete");
  await expect(tab.risk(UNFAMILIAR)).toContainText("8 working days");
  await expect(tab.risk(UNFAMILIAR)).toContainText("nobody sees to it yet");
  await expect(tab.cell("Likely", 1)).toContainText(UNFAMILIAR);
  await expect(tab.cell("Likely", 1)).toContainText("High");
  await expect(tab.cell("Unlikely", 0)).toContainText("The lawyer is on leave");
  await accessible(page);

  // From the matrix to the register.
  await tab.cell("Likely", 1).getByRole("button", { name: UNFAMILIAR }).click();
  await expect(tab.risk(UNFAMILIAR)).toBeFocused();

  const answer = "Provide a packet in advance, with reference customers from their industry";
  await tab.edit(UNFAMILIAR, { "How likely": "Possible", "Working days it may cost": "12", "What is done about it": answer, "Who sees to it": "Ada Reyes", By: iso(10) });
  await expect(tab.risk(UNFAMILIAR)).toContainText(answer);
  await expect(tab.risk(UNFAMILIAR)).toContainText("Ada Reyes");
  await expect(tab.cell("Possible", 2)).toContainText(UNFAMILIAR);
  await tab.stands(UNFAMILIAR, "Can no longer come");
  await expect(tab.matrix).not.toContainText(UNFAMILIAR);

  await page.getByRole("button", { name: "Delete The lawyer is on leave" }).click();
  await accessible(page);
  await page.getByRole("button", { name: "Delete it" }).click();
  await expect(tab.risk("The lawyer is on leave")).toHaveCount(0);
});

test("a broken assumption and a risk that came put their milestone at risk at once, and the other side sees why @phone", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId, milestones } = await negotiation(seller);
  const assumed = "No new questions from the security team";
  await seller.patch(`/plans/${planId}/milestones/${milestones.security}`, { assumptions: [{ text: assumed }] });
  await seller.post(`/plans/${planId}/risks`, { description: UNFAMILIAR, milestone_id: milestones.legal, probability: "medium", impact_days: 8 });

  const mara = await person("Mara");
  const hers = await asBuyer(mara, server, MARA);
  for (const title of ["Security review passed", "Legal review complete"]) {
    await expect(hers.milestone(title)).not.toHaveAttribute("data-status", "at_risk");
    await hers.expand(title);
  }

  const ada = await person("Ada");
  await asSeller(ada, planId, "risks");
  const tab = await new RisksTab(ada).shown();
  await tab.holds(assumed, "broken");
  await expect(hers.milestone("Security review passed")).toHaveAttribute("data-status", "at_risk");
  await expect(hers.milestone("Security review passed").getByRole("list", { name: "Why" })).toContainText(assumed);

  await tab.stands(UNFAMILIAR, "It happened");
  await expect(tab.risk(UNFAMILIAR)).toContainText("At risk by it");
  await expect(tab.matrix).toContainText(`${UNFAMILIAR} (happened)`);
  await expect(hers.milestone("Legal review complete")).toHaveAttribute("data-status", "at_risk");
  await expect(hers.milestone("Legal review complete").getByRole("list", { name: "Why" })).toContainText(UNFAMILIAR);
  await expect(hers.milestone("Contract signed")).not.toHaveAttribute("data-status", "overdue");
  await accessible(mara);

  // The buyer takes part: settles what was assumed, and the status follows on the other side.
  await hers.visit(planId, "risks");
  const maras = await new RisksTab(mara).shown();
  await maras.holds(assumed, "holds");
  await expect(tab.assumption(assumed).getByRole("combobox")).toHaveValue("holds");
  const plan = await seller.get(`/plans/${planId}`);
  expect(plan.milestones.map((m: any) => m.status)[0]).not.toBe("at_risk");
  expect(plan.milestones[1].status).toBe("at_risk");
});

test("a risk of our own is told to our side only", async ({ server, person, picture }) => {
  const seller = await Api.signUp(server.url);
  const { planId, milestones } = await negotiation(seller);
  const body = { milestone_id: milestones.legal, probability: "high", impact_days: 15, visibility: "internal" };
  await seller.post(`/plans/${planId}/risks`, { ...body, description: "Our discount is not approved" });
  await seller.post(`/plans/${planId}/risks`, { ...body, description: UNFAMILIAR, visibility: "shared", mitigation: "Packet in advance", mitigation_due: iso(DUE.security) });
  const phone = await person("Mara on her phone", PHONE);
  await asBuyer(phone, server, MARA, "risks");
  const hers = await new RisksTab(phone).shown();
  await expect(hers.risk(UNFAMILIAR)).toBeVisible();
  await expect(phone.getByText("Our discount is not approved")).toHaveCount(0);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing scrolls sideways").toBe(true);
  await picture(phone, "risks-phone");
  const page = await person("Ada");
  await asSeller(page, planId, "risks");
  await expect(page.getByRole("heading", { level: 1, name: DEAL })).toBeVisible();
  await expect(new RisksTab(page).risk("Our discount is not approved")).toContainText("Internal");
  await picture(page, "risks");
});
