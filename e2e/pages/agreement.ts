// The tab *Sign-off*: requests, signatures, proposals, versions.
import { type Download, expect, type Locator } from "@playwright/test";
import { type Filled, PlaceForm } from "./form";
import { Screen } from "./screen";

export class AgreementTab extends Screen {
  protected landmark(): Locator {
    return this.page.getByRole("heading", { name: "Where the agreement stands" });
  }

  private section(heading: string | RegExp): Locator {
    return this.page.locator("section").filter({ has: this.page.getByRole("heading", { name: heading, level: 2 }) });
  }

  /** Where it stands, in a sentence, with who has signed. */
  get standing(): Locator {
    return this.section("Where the agreement stands");
  }

  /** Who stands up for the version that counts. */
  get people(): Locator {
    return this.standing.locator("ul.signers").first();
  }

  get yourSignature(): Locator {
    return this.section(/^Your signature for version/);
  }

  private async open(form: string, button: string, within: Locator): Promise<PlaceForm> {
    await within.getByRole("button", { name: button, exact: true }).first().click();
    const opened = new PlaceForm(this.page, form);
    await expect(opened.root).toBeVisible();
    return opened;
  }

  async ask(signers: string[], message: string): Promise<void> {
    const form = await this.open("sign-off:ask", "Ask for signatures", this.standing);
    await form.fill({ "Who signs": signers, "A word to them": message });
    await form.send("Ask for signatures");
  }

  async takeBack(reason: string): Promise<void> {
    const form = await this.open("sign-off:back", "Take the request back", this.standing);
    await form.fill({ Why: reason });
    await form.send("Take the request back");
  }

  get signing(): PlaceForm {
    return new PlaceForm(this.page, "sign:");
  }

  async sign(name: string): Promise<void> {
    await this.signing.fill({ "Your full name, as it stands above": name, "I sign this version by typing my name, for my side": true });
    await this.signing.try("Sign");
    await expect(this.yourSignature).toHaveCount(0);
  }

  async decline(reason: string): Promise<void> {
    const form = await this.open("sign-off:decline", "Decline with a reason", this.yourSignature);
    await form.fill({ "What would have to be another": reason });
    await form.send("Decline to sign");
  }

  async certificate(): Promise<Download> {
    const file = this.page.waitForEvent("download");
    await this.standing.getByRole("button", { name: /^Certificate of version/ }).click();
    return file;
  }

  /** Offers a change of one milestone's date. */
  async propose(milestone: string, day: string, reason: string): Promise<void> {
    const form = await this.open("offer:new", "Propose a change", this.section("Proposals"));
    await form.fill({ What: milestone, "New date": day, Why: reason });
    await form.send("Propose");
  }

  /** A proposal, by its reason. */
  offer(reason: string): Locator {
    return this.section("Proposals").locator("li.none").filter({ hasText: reason });
  }

  async counter(reason: string, values: Record<string, Filled>): Promise<void> {
    const form = await this.open("offer:counter:", "Offer something else", this.offer(reason));
    await form.fill(values);
    await form.send("Offer this instead");
  }

  async accept(reason: string, word = ""): Promise<void> {
    const form = await this.accepting(reason);
    await form.fill({ "A word with it": word });
    await form.send("Accept: the plan changes now");
  }

  /** The form that accepts, opened and not sent yet. */
  accepting(reason: string): Promise<PlaceForm> {
    return this.open("offer:accept:", "Accept", this.offer(reason));
  }

  async refuse(reason: string, word: string): Promise<void> {
    const form = await this.open("offer:refuse:", "Decline", this.offer(reason));
    await form.fill({ "A word with it": word });
    await form.send("Decline");
  }

  async takeOfferBack(reason: string): Promise<void> {
    const form = await this.open("offer:back:", "Take it back", this.offer(reason));
    await form.send("Take it back");
  }

  get versions(): Locator {
    return this.section("Versions").locator("ul.rows > li");
  }

  /** What differs between two versions: in words, and side by side. */
  async compare(from: number, to: number): Promise<{ words: Locator; table: Locator }> {
    const box = this.page.locator(".compare");
    await box.getByLabel("From").selectOption({ label: `Version ${from}` });
    await box.getByLabel("To").selectOption({ label: `Version ${to}` });
    return { words: box.locator("ul.changes"), table: box.getByRole("table") };
  }
}
