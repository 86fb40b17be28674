// The weekly update, drafted from what happened; the plan to take along; the reminder when a review is due.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { accessible, Api, CLAUS, DEAL, DUE, expect, iso, MARA, negotiation, PHONE, test } from "../fixtures";
import { asBuyer, asSeller, UpdatesTab } from "../pages";

const ADA = "ada@orbit.example";

/** A week in which something happened on both sides. */
async function week(seller: Api, planId: string, milestones: { security: string; legal: string; signature: string }): Promise<void> {
  const act = (milestone: string, title: string, side: string, due: number) =>
    seller.post(`/plans/${planId}/milestones/${milestone}/actions`, { title, side, target_date: iso(due) });
  const done = await act(milestones.security, "Deliver the technical documentation", "seller", 2);
  await act(milestones.legal, "Submit the procurement questions", "buyer", 6);
  await act(milestones.legal, "Our own call", "seller", 3).then((a) => seller.patch(`/plans/${planId}/actions/${a.id}`, { visibility: "internal" }));
  await seller.post(`/plans/${planId}/actions/${done.id}/complete`);
  await seller.post(`/plans/${planId}/milestones/${milestones.security}/complete`);
  await seller.patch(`/plans/${planId}/milestones/${milestones.legal}`, { risk_reason: "The lawyer is on leave", target_date: iso(DUE.legal + 3) });
}

test("an update is drafted from what happened, edited, sent to chosen people, kept, and read by the buyer", async ({ server, person, picture }) => {
  const seller = await Api.signUp(server.url);
  const { planId, milestones } = await negotiation(seller);
  await week(seller, planId, milestones);
  const page = await person("Ada");
  await asSeller(page, planId, "updates");
  const tab = await new UpdatesTab(page).shown();
  await expect(page.getByText("No update was sent yet")).toBeVisible();
  await tab.draft();
  await tab.shown();
  await picture(page, "draft");
  expect((await tab.lines("Completed milestones")).join("\n")).toContain("Security review passed");
  expect((await tab.lines("At risk milestones")).join("\n")).toContain("Legal review complete: The lawyer is on leave");
  expect((await tab.lines("Completed actions")).join("\n")).toContain("Deliver the technical documentation");
  expect((await tab.lines("Upcoming actions")).join("\n")).toContain("Submit the procurement questions");
  expect((await tab.lines("Revised timeline")).join("\n")).toContain("Legal review complete");
  await expect(tab.draftForm).not.toContainText("Our own call");

  await tab.summary.fill("Security is behind us. The contract needs a deputy.");
  await tab.section("At risk milestones").getByLabel("At risk milestones, line 1: what is done about it").fill("Can your deputy begin on Monday?");
  await tab.goesTo("Mara Kern", true);
  await tab.goesTo("Claus Brandt", false);
  await tab.goesTo("Ada Reyes", false);
  await tab.look();
  await expect(tab.preview).toContainText("Can your deputy begin on Monday?");
  await accessible(page);
  await tab.send();
  await expect(tab.sent).toHaveCount(1);
  await expect(tab.sent.first()).toContainText("To Mara Kern");

  const mail = await server.mail.newest(MARA, 2);
  expect(mail.subject).toContain(`Status of “${DEAL}”`);
  for (const part of ["Security is behind us. The contract needs a deputy.", "Can your deputy begin on Monday?", "Submit the procurement questions"]) {
    expect(mail.text).toContain(part);
    expect(mail.html).toContain(part);
  }
  expect(mail.text).not.toContain("Our own call");
  expect(server.mail.to(CLAUS), "who was not chosen gets nothing").toHaveLength(1);

  const mara = await person("Mara on her phone", PHONE);
  await asBuyer(mara, server, MARA, "updates");
  const hers = await new UpdatesTab(mara).shown();
  await expect(hers.sent.first()).toContainText("Can your deputy begin on Monday?");
  await expect(hers.sent.first()).not.toContainText("To Mara Kern");
  await expect(mara.getByRole("button", { name: /Draft|Save the rhythm/ })).toHaveCount(0);
  expect(await mara.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing scrolls sideways").toBe(true);
  await picture(mara, "read-phone");
});

test("a draft that somebody else sends meanwhile is not sent twice, and a deleted one comes back", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId, people } = await negotiation(seller);
  const page = await person("Ada");
  await asSeller(page, planId, "updates");
  const tab = new UpdatesTab(page);
  await tab.draft();
  await tab.summary.fill("Kept");
  await page.getByRole("button", { name: "Delete the draft" }).click();
  await expect(tab.draftForm).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(tab.summary).toHaveValue("Kept");
  const draft = (await seller.get(`/plans/${planId}/status-updates`)).data[0];
  await seller.post(`/plans/${planId}/status-updates/${draft.id}/send`, { recipients: [people.mara] });
  await expect(page.getByText("Somebody sent or deleted the draft meanwhile.")).toBeVisible();
  await expect(tab.draftForm).toHaveCount(0);
  await expect(tab.sent.first()).toContainText("Kept");
  expect((await server.mail.newest(MARA, 2)).text).toContain("Kept");
});

test("the plan is downloaded in each format, with its content, and a guest's files hold nothing internal", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId, milestones } = await negotiation(seller);
  await week(seller, planId, milestones);
  const ada = await person("Ada");
  await asSeller(ada, planId, "updates");
  const mara = await person("Mara");
  await asBuyer(mara, server, MARA, "updates");
  for (const [tab, whom] of [[new UpdatesTab(ada), "For us"], [new UpdatesTab(ada), "For the buyer"], [new UpdatesTab(mara), null]] as const) {
    const own = whom === "For us";
    if (whom) await tab.filesFor(whom);
    const read = async (word: string, ending: string) => {
      const file = await tab.file(word);
      expect(file.suggestedFilename()).toMatch(new RegExp(`\\.${ending}$`));
      expect(file.suggestedFilename().includes("-internal.")).toBe(own);
      return (await file.path())!;
    };
    const markdown = readFileSync(await read("Markdown", "md"), "utf8");
    expect(markdown).toMatch(/^# .*mutual action plan/im);
    expect(markdown).toContain("Legal review complete");
    expect(markdown.includes("Our own call")).toBe(own);
    expect(markdown.includes("Internal: not for the buyer")).toBe(own);
    const json = JSON.parse(readFileSync(await read("JSON", "json"), "utf8"));
    expect(JSON.stringify(json)).toContain("Contract signed");
    expect(JSON.stringify(json).includes("Our own call")).toBe(own);
    const calendar = readFileSync(await read("Calendar file", "ics"), "utf8");
    expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(calendar.match(/BEGIN:VEVENT/g)?.length).toBeGreaterThanOrEqual(3);
    expect(calendar).toContain(`DTSTART;VALUE=DATE:${iso(DUE.signature).replaceAll("-", "")}`);
    // A spreadsheet is a ZIP; Python reads what stands in it.
    const script = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(''.join(z.read(n).decode() for n in z.namelist() if n.endswith('.xml')))";
    const python = resolve(import.meta.dirname, "../../target/venv/bin/python");
    const sheet = spawnSync(python, ["-c", script, await read("Spreadsheet", "xlsx")], { encoding: "utf8" }).stdout;
    expect(sheet).toContain("Legal review complete");
    expect(sheet.includes("Our own call")).toBe(own);
  }
});

test("a calendar program reads the plan by an address until it is revoked", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId, milestones } = await negotiation(seller);
  const page = await person("Mara");
  await asBuyer(page, server, MARA, "updates");
  const tab = await new UpdatesTab(page).shown();
  const address = await tab.calendarAddress();
  await accessible(page);
  const read = async () => {
    const answer = await fetch(address);
    return { status: answer.status, type: answer.headers.get("content-type") ?? "", text: await answer.text() };
  };
  const first = await read();
  expect(first.status).toBe(200);
  expect(first.type).toContain("text/calendar");
  expect(first.text).toContain("Legal review complete");
  await seller.patch(`/plans/${planId}/milestones/${milestones.legal}`, { title: "Legal has no objection" });
  expect((await read()).text).toContain("Legal has no objection");
  await tab.revokeAddress();
  expect((await read()).status).toBeGreaterThanOrEqual(400);
});

test("the owner is reminded by mail once a review is due, and an update is the review", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId } = await negotiation(seller);
  const page = await person("Ada");
  await asSeller(page, planId, "updates");
  const tab = new UpdatesTab(page);
  await tab.rhythm(3);
  await expect(page.getByText(/^Next on /)).toBeVisible();
  await page.goto("about:blank");
  server.moveClock(4);
  await server.restart();
  const reminder = await server.mail.newest(ADA);
  expect(reminder.subject).toBe(`Time to review the plan “${DEAL}”`);
  expect(reminder.text).toContain(`/plans/${planId}/updates`);
  await page.goto(`/plans/${planId}/updates`);
  await expect(page.getByText("The review of this plan was due yesterday.")).toBeVisible();
  await accessible(page);
  await tab.draft();
  await tab.goesTo("Mara Kern", true);
  await tab.look();
  await tab.send();
  await expect(page.getByText("The review of this plan was due yesterday.")).toHaveCount(0);
  await server.mail.newest(MARA, 2);
  await page.goto("about:blank");
  server.moveClock(5);
  await server.restart();
  expect(server.mail.to(ADA), "once for each review").toHaveLength(1);
});
