// A form in place: fields by their labels, whatever they are filled with.
import { expect, type Locator, type Page } from "@playwright/test";

/** What is filled in: a text or the text of a choice, a tick, or everything that is ticked of several. */
export type Filled = string | boolean | string[];

export class PlaceForm {
  readonly root: Locator;

  constructor(page: Page, key: string) {
    this.root = page.locator(`[id^="form-${key}"]`);
  }

  field(label: string): Locator {
    return this.root.getByLabel(label, { exact: true });
  }

  async fill(values: Record<string, Filled>): Promise<void> {
    for (const [label, value] of Object.entries(values)) {
      if (Array.isArray(value)) await this.tickOnly(value);
      else if (typeof value === "boolean") await this.field(label).setChecked(value);
      else if ((await this.field(label).evaluate((e) => e.tagName)) === "SELECT") await this.field(label).selectOption({ label: value });
      else await this.field(label).fill(value);
    }
  }

  /** Of a choice of several, these and no others; a name may be followed by more. */
  private async tickOnly(names: string[]): Promise<void> {
    const boxes = this.root.locator(".choices label");
    await expect(boxes.first()).toBeVisible();
    for (const box of await boxes.all()) {
      const text = (await box.innerText()).trim();
      await box.getByRole("checkbox").setChecked(names.some((name) => text === name || text.startsWith(`${name},`) || text.startsWith(`${name} (`)));
    }
  }

  /** Sends it by the button with this word; it closes when that succeeded. */
  async send(word: string): Promise<void> {
    await this.try(word);
    await expect(this.root).toHaveCount(0);
  }

  /** Sends it, where it is not clear that it will close. */
  async try(word: string): Promise<void> {
    await this.root.getByRole("button", { name: word, exact: true }).click();
  }
}
