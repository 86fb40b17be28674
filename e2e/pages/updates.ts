// The tab *Updates*: drafting, sending, the rhythm, files and calendar addresses.
import { type Download, expect, type Locator } from "@playwright/test";
import { Screen } from "./screen";

export class UpdatesTab extends Screen {
  protected landmark(): Locator {
    return this.page.getByRole("heading", { name: "Sent updates" });
  }

  async draft(): Promise<void> {
    await this.page.getByRole("button", { name: "Draft this week’s update" }).click();
    await expect(this.draftForm).toBeVisible();
  }

  get draftForm(): Locator {
    return this.page.getByRole("region", { name: "Draft of the update" });
  }

  /** A section of the draft, by its heading. */
  section(heading: string): Locator {
    return this.draftForm.getByRole("group", { name: heading, exact: true });
  }

  /** Opens a section to write in it. */
  async edit(heading: string): Promise<Locator> {
    const section = this.section(heading);
    const open = section.getByRole("button", { name: `Edit: ${heading}`, exact: true });
    if (await open.count()) await open.click();
    return section;
  }

  /** Everything that is written in a section. */
  async lines(heading: string): Promise<string[]> {
    await this.edit(heading);
    const fields = this.section(heading).getByRole("textbox", { name: /, line \d+$/ });
    return Promise.all((await fields.all()).map((field) => field.inputValue()));
  }

  get summary(): Locator {
    return this.draftForm.getByLabel("In short");
  }

  async goesTo(name: string, on: boolean): Promise<void> {
    await this.draftForm.getByRole("checkbox", { name: new RegExp(`^${name}`) }).setChecked(on);
  }

  /** The update as a mail, before it is sent. */
  get preview(): Locator {
    return this.page.getByRole("region", { name: "The update as a mail" });
  }

  async look(): Promise<void> {
    await this.page.getByRole("button", { name: "Preview and send" }).click();
    await expect(this.preview).toBeVisible();
  }

  async send(): Promise<void> {
    await this.preview.getByRole("button", { name: /^Send to/ }).click();
    await expect(this.preview).toHaveCount(0);
  }

  get sent(): Locator {
    return this.page.locator("section").filter({ has: this.landmark() }).locator("ul.rows > li");
  }

  async file(word: string): Promise<Download> {
    const file = this.page.waitForEvent("download");
    await this.page.getByRole("button", { name: word, exact: true }).click();
    return file;
  }

  /** A seller's next files: *For the buyer* or *For us*. */
  async filesFor(whom: "For the buyer" | "For us"): Promise<void> {
    await this.page.getByRole("group", { name: "Whom the file is for" }).getByRole("radio", { name: new RegExp(`^${whom}`) }).check();
  }

  /** Makes an address for calendar programs and reads it. */
  async calendarAddress(): Promise<string> {
    await this.page.getByRole("button", { name: "Make a calendar address" }).click();
    const shown = this.page.getByRole("status").filter({ hasText: "It is shown once" });
    return (await shown.locator("code").innerText()).trim();
  }

  async revokeAddress(): Promise<void> {
    await this.page.getByRole("button", { name: /^Revoke the address/ }).first().click();
    await expect(this.page.getByText("The address is revoked.")).toBeVisible();
  }

  async rhythm(days: number): Promise<void> {
    await this.page.getByLabel("Days between reviews").fill(String(days));
    await this.page.getByRole("button", { name: "Save the rhythm" }).click();
    await expect(this.page.getByText("The rhythm is saved.")).toBeVisible();
  }
}
