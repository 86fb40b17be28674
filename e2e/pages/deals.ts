// The grid of deals, and the form that makes one.
import type { Locator } from "@playwright/test";
import { Screen } from "./screen";

export class DealsPage extends Screen {
  protected landmark(): Locator {
    return this.page.getByRole("heading", { name: "Deals", level: 1 });
  }

  async create(name: string, company: string): Promise<void> {
    await this.page.getByRole("button", { name: /new deal|add a deal/i }).first().click();
    const form = this.page.getByRole("dialog");
    await form.getByLabel(/^(deal|name)/i).first().fill(name);
    await form.getByLabel(/company|account/i).first().fill(company);
    await form.getByRole("button", { name: /create|add|make/i }).click();
  }
}
