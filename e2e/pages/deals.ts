// The grid of deals, and the form that makes one.
import type { Locator } from "@playwright/test";
import { Screen } from "./screen";

export class DealsPage extends Screen {
  protected landmark(): Locator {
    return this.page.getByRole("heading", { name: "Deals", level: 1 });
  }

  /** A deal's row. */
  row(name: string): Locator {
    return this.page.locator("tr.deal-row").filter({ has: this.page.getByRole("link", { name }) });
  }

  async create(name: string, company: string, stage = ""): Promise<void> {
    await this.page.getByRole("button", { name: /new deal|add a deal/i }).first().click();
    const form = this.page.getByRole("dialog");
    await form.getByLabel(/^(deal|name)/i).first().fill(name);
    await form.getByLabel(/company|account/i).first().fill(company);
    if (stage) await form.getByLabel("Stage").selectOption({ label: stage });
    await form.getByRole("button", { name: "Make the deal", exact: true }).click();
  }

  /** On a deal's page: makes its plan without milestones. */
  async startEmpty(): Promise<void> {
    await this.page.getByRole("button", { name: /^(Start empty|Make the plan)$/ }).click();
    await this.page.waitForURL(/plan_/);
  }
}
