// What all page objects share: `shown()` waits for the page and holds it against axe.
import { expect, type Locator, type Page } from "@playwright/test";
import { accessible } from "../fixtures/accessible";

export abstract class Screen {
  constructor(readonly page: Page) {}

  /** What is there once the page is. */
  protected abstract landmark(): Locator;

  async shown(): Promise<this> {
    await expect(this.landmark()).toBeVisible();
    await accessible(this.page);
    return this;
  }

  async toast(text: string | RegExp): Promise<void> {
    await expect(this.page.getByText(text).first()).toBeVisible();
  }
}
