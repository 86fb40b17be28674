// What both sides sign and how it is changed afterwards, each step told by mail.
import { readFileSync } from "node:fs";
import { accessible, agreed, Api, CLAUS, codeIn, DEAL, DUE, expect, iso, MARA, negotiation, PHONE, test } from "../fixtures";
import { AgreementTab, asBuyer, asSeller, PlaceForm } from "../pages";

const ADA = "ada@orbit.example";
const LATER = iso(DUE.legal + 7);
const OFFERED = "Our lawyer is on leave until the end of the month";
const COUNTERED = "Three days later is possible if your deputy begins";

test("both sides sign, even who may only view, and each step reaches everyone by mail", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId } = await negotiation(seller);
  const ada = await person("Ada");
  await asSeller(ada, planId, "sign-off");
  const hers = await new AgreementTab(ada).shown();
  await expect(hers.standing).toContainText("Nothing is signed yet");
  await hers.ask(["Ada Reyes", "Mara Kern", "Claus Brandt"], "As we said on Monday");

  for (const address of [MARA, CLAUS]) {
    const mail = await server.mail.newest(address, 2);
    expect(mail.subject).toBe(`Ada Reyes asks you to sign “${DEAL}”`);
    expect(mail.text).toContain("> As we said on Monday");
    expect(mail.text).toContain(`/plans/${planId}/sign-off`);
  }
  expect(server.mail.to(ADA), "nobody is written to about their own doing").toEqual([]);

  // Another name or no consent is no signature, and what was typed stays.
  await hers.signing.fill({ "Your full name, as it stands above": "Ada" });
  await hers.signing.try("Sign");
  await expect(hers.signing.root.locator(".error").first()).toBeVisible();
  await hers.signing.fill({ "I sign this version by typing my name, for my side": true });
  await hers.signing.try("Sign");
  await expect(hers.signing.root).toContainText("Ada Reyes");
  await accessible(ada);
  await hers.sign("Ada Reyes");
  await expect(hers.standing).toContainText("1 of 3 people have signed");

  const mara = await person("Mara");
  await asBuyer(mara, server, MARA, "sign-off");
  const maras = await new AgreementTab(mara).shown();
  await expect(maras.yourSignature).toContainText("Legal review complete");
  await expect(maras.yourSignature).toContainText("As we said on Monday");
  await maras.sign("Mara Kern");

  const claus = await person("Claus");
  await asBuyer(claus, server, CLAUS, "sign-off");
  const clauss = await new AgreementTab(claus).shown();
  await expect(claus.getByRole("button", { name: "Ask for signatures" })).toHaveCount(0);
  await clauss.sign("Claus Brandt");
  await expect(clauss.standing).toContainText("Both sides agreed to version 1");

  // The other screen follows by itself.
  await expect(hers.standing).toContainText("Both sides agreed to version 1");
  for (const [address, count] of [[ADA, 1], [MARA, 3], [CLAUS, 3]] as const) {
    const mail = await server.mail.newest(address, count);
    expect(mail.subject).toBe(`Both sides have signed “${DEAL}”`);
    for (const name of ["Ada Reyes", "Mara Kern", "Claus Brandt"]) expect(mail.text).toContain(`- ${name}`);
  }

  // Who signed has the certificate, and so has the seller.
  for (const tab of [hers, clauss]) {
    const file = await tab.certificate();
    expect(readFileSync((await file.path())!).subarray(0, 5).toString()).toBe("%PDF-");
  }
});

test("a signature asks for a mailed code when the buyer joined long ago", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const { planId, people } = await negotiation(seller);
  const page = await person("Claus");
  await asBuyer(page, server, CLAUS);
  await seller.post(`/plans/${planId}/sign-offs`, { signers: [people.ada, people.claus], message: "" });
  server.moveClock(1 / 24);
  await page.goto(`/plans/${planId}/sign-off`);
  const tab = new AgreementTab(page);
  await tab.signing.fill({ "Your full name, as it stands above": "Claus Brandt", "I sign this version by typing my name, for my side": true });
  await tab.signing.try("Sign");
  await expect(tab.signing.root).toContainText("we sent six digits");
  await accessible(page);
  await tab.signing.fill({ "Six digits from the e-mail": codeIn(await server.mail.newest(CLAUS, 3)) });
  await tab.sign("Claus Brandt");
  await expect(tab.standing).toContainText("1 of 2 people have signed");
});

test("a material change voids an open request; once agreed, the same change is proposed", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const deal = await negotiation(seller);
  const { planId, people } = deal;
  const asked = { signers: [people.ada, people.mara], message: "" };
  await seller.post(`/plans/${planId}/sign-offs`, asked);
  await server.mail.newest(MARA, 2);
  const page = await person("Ada");
  const plan = await asSeller(page, planId);
  const move = async (day: string) => {
    const row = await plan.expand("Legal review complete");
    await row.getByRole("button", { name: "Edit", exact: true }).click();
    const form = new PlaceForm(page, deal.milestones.legal);
    await form.fill({ Target: day });
    return form;
  };
  await (await move(iso(DUE.legal + 1))).send("Save");
  expect((await server.mail.newest(MARA, 3)).subject).toContain("Nothing to sign for now");
  await plan.visit(planId, "sign-off");
  const tab = new AgreementTab(page);
  await expect(tab.standing).toContainText("The request to sign version 1 is void");
  await expect(tab.yourSignature).toHaveCount(0);

  await agreed(server, seller, deal);
  await expect(tab.standing).toContainText("Both sides agreed to version 2");
  await plan.visit(planId);
  const form = await move(LATER);
  await form.try("Save");
  await page.getByLabel("Why this should change").fill("The security review ends later");
  await accessible(page);
  await page.getByRole("button", { name: "Propose this change" }).click();
  await expect(form.root).toHaveCount(0);
  expect((await seller.get(`/plans/${planId}`)).milestones[1].target_date, "nothing changes before it is accepted").toBe(iso(DUE.legal + 1));
  const mail = await server.mail.newest(MARA, 4);
  expect(mail.subject).toBe(`Ada Reyes proposes a change of “${DEAL}”`);
  expect(mail.text).toContain("“Legal review complete” moves from");

  // Work below a milestone is not signed: it stays free.
  await plan.addActions("Legal review complete", [{ side: "Orbit", title: "Send the latest redline" }]);
  await plan.visit(planId, "sign-off");
  await tab.takeOfferBack("The security review ends later");
  await expect(tab.offer("The security review ends later")).toContainText("taken back by Ada Reyes");
  expect((await server.mail.newest(MARA, 5)).subject).toContain("took a proposal");

  // On the timeline it is the same: what cannot be saved any more is proposed.
  await plan.tab("Timeline");
  const bar = page.getByRole("slider", { name: /^Contract signed/ });
  await bar.press("Shift+ArrowRight");
  await page.getByRole("button", { name: "Save these dates" }).click();
  await page.getByLabel("Why this should change").fill("The board meets a week later");
  await accessible(page);
  await page.getByRole("button", { name: "Propose this change" }).click();
  await expect(page.getByRole("region", { name: "What would move" })).toHaveCount(0);
  expect((await server.mail.newest(MARA, 6)).text).toContain("> The board meets a week later");
});

test("the buyer proposes a later review, the seller counters, the buyer accepts: version 2 and what differs @phone", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const deal = await negotiation(seller);
  const { planId } = deal;
  await agreed(server, seller, deal);
  const mara = await person("Mara");
  await asBuyer(mara, server, MARA, "sign-off");
  const maras = await new AgreementTab(mara).shown();
  await maras.propose("Legal review complete", LATER, OFFERED);
  await expect(maras.offer(OFFERED)).toContainText("Take it back");

  const offered = await server.mail.newest(ADA, 2);
  expect(offered.subject).toBe(`Mara Kern proposes a change of “${DEAL}”`);
  expect(offered.text).toContain(`> ${OFFERED}`);
  const ada = await person("Ada");
  await asSeller(ada, planId, "sign-off");
  const adas = await new AgreementTab(ada).shown();
  await expect(adas.offer(OFFERED)).toContainText("5 working days later");
  await expect(adas.offer(OFFERED)).toContainText("The signature stays on");
  await adas.counter(OFFERED, { "New date": iso(DUE.legal + 3), Why: COUNTERED });
  expect((await server.mail.newest(MARA, 2)).subject).toBe(`Ada Reyes offers something else for “${DEAL}”`);

  // Two windows of one person: deciding twice is as once.
  const second = await mara.context().newPage();
  await second.route("**/stream*", (route) => route.abort());
  await second.goto(`/plans/${planId}/sign-off`);
  const late = new AgreementTab(second);
  const waiting = await late.accepting(COUNTERED);
  await maras.accept(COUNTERED, "Good, he begins on Monday");
  await waiting.send("Accept: the plan changes now");
  for (const tab of [maras, late]) await expect(tab.versions).toHaveCount(2);
  await expect(maras.standing).toContainText("Both sides agreed to version 2");
  // Who stands up for the version that counts; those of the one before, on demand.
  await expect(maras.people).toContainText(/Ada Reyes.*proposed it.*Mara Kern.*accepted it/s);
  await maras.standing.getByText("Who agreed to earlier versions").click();
  await expect(maras.standing.getByRole("heading", { name: "Version 1" })).toBeVisible();
  expect((await server.mail.newest(ADA, 3)).subject).toBe(`Agreed: “${DEAL}” has a new version`);
  expect((await seller.get(`/plans/${planId}/versions`)).data.length).toBe(2);
  const plan = await seller.get(`/plans/${planId}`);
  expect(plan.milestones[1].target_date).toBe(iso(DUE.legal + 3));

  for (const tab of [adas, maras]) {
    const { words, table } = await tab.compare(1, 2);
    await expect(words.getByRole("listitem")).toHaveCount(1);
    await expect(words).toContainText("“Legal review complete” moves from");
    await expect(table.getByRole("row")).toHaveCount(2);
    await tab.shown();
    expect(await tab.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing scrolls sideways").toBe(true);
  }
});

test("who declines says why, who asked takes back, and both read it", async ({ server, person }) => {
  const seller = await Api.signUp(server.url);
  const deal = await negotiation(seller);
  const { planId, people } = deal;
  await seller.post(`/plans/${planId}/sign-offs`, { signers: [people.ada, people.mara], message: "" });
  const mara = await person("Mara");
  await asBuyer(mara, server, MARA, "sign-off");
  const maras = new AgreementTab(mara);
  await maras.decline("Legal needs two weeks, not one");
  const mail = await server.mail.newest(ADA);
  expect(mail.subject).toBe(`Mara Kern does not sign “${DEAL}” yet`);
  expect(mail.text).toContain("> Legal needs two weeks, not one");

  const ada = await person("Ada");
  await asSeller(ada, planId, "sign-off");
  const adas = new AgreementTab(ada);
  await expect(adas.standing).toContainText("Version 1 was declined: “Legal needs two weeks, not one”");
  await adas.ask(["Ada Reyes", "Mara Kern"], "Now with two weeks");
  await expect(maras.yourSignature).toBeVisible();
  await adas.takeBack("We move the legal review first");
  await expect(maras.yourSignature).toHaveCount(0);
  await expect(maras.standing).toContainText("We move the legal review first");
  expect((await server.mail.newest(MARA, 3)).text).toContain("> We move the legal review first");

  await agreed(server, seller, deal);
  await maras.propose("Contract signed", iso(DUE.signature + 5), "The board meets a week later");
  await adas.refuse("The board meets a week later", "Our price holds until then only");
  await expect(maras.offer("The board meets a week later")).toContainText("declined by Ada Reyes");
  const answer = await server.mail.newest(MARA, 4);
  expect(answer.subject).toContain("declined the proposal");
  expect(answer.text).toContain("> Our price holds until then only");
});

test("the agreement reads well on a phone and on paper", async ({ server, person, picture }) => {
  const seller = await Api.signUp(server.url);
  const deal = await negotiation(seller);
  await seller.post(`/plans/${deal.planId}/sign-offs`, { signers: [deal.people.ada, deal.people.claus], message: "" });
  const phone = await person("Claus on his phone", PHONE);
  await asBuyer(phone, server, CLAUS, "sign-off");
  const tab = await new AgreementTab(phone).shown();
  await picture(phone, "to-sign-phone");
  await tab.sign("Claus Brandt");
  expect(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing scrolls sideways").toBe(true);

  const page = await person("Ada");
  await asSeller(page, deal.planId, "sign-off");
  const wide = new AgreementTab(page);
  await expect(wide.yourSignature).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(wide.standing).toContainText("1 of 2 people have signed");
  await expect(wide.yourSignature.getByRole("table")).toBeVisible();
  for (const button of await page.getByRole("button").all()) await expect(button, "nothing to press on paper").toBeHidden();
  await picture(page, "to-sign-print");
});
