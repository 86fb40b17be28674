// The guided start of a plan: five questions, one at a time.
import { expect, type Locator } from "@playwright/test";
import { Screen } from "./screen";

export interface Known {
  name: string;
  title: string;
  email: string;
  buyIn?: string;
}

export class GuidedStart extends Screen {
  protected landmark(): Locator {
    return this.page.getByRole("heading", { name: "Plan with five questions", level: 1 });
  }

  /** From a deal's page. */
  async begin(): Promise<this> {
    await this.page.getByRole("link", { name: "Plan with five questions" }).click();
    await this.question("How far is the deal?");
    return this.shown();
  }

  /** Waits for a question, or for the draft. */
  async question(heading: string): Promise<void> {
    await expect(this.page.getByRole("heading", { name: heading, level: 2 })).toBeVisible();
  }

  async next(): Promise<void> {
    await this.page.getByRole("button", { name: /^(Next|Show the plan)$/ }).click();
  }

  async skip(): Promise<void> {
    await this.page.getByRole("button", { name: "I do not know yet" }).click();
  }

  async stage(name: string): Promise<void> {
    await this.page.getByLabel("Stage of the deal").selectOption({ label: name });
  }

  /** Names who fills a role. */
  async role(role: string, { name, title, email, buyIn }: Known): Promise<void> {
    const row = this.page.getByRole("group", { name: role, exact: true });
    await row.getByLabel(`${role}: what is known`).selectOption({ label: "Known" });
    await row.getByLabel("Name").fill(name);
    await row.getByLabel("Job title").fill(title);
    await row.getByLabel("E-mail").fill(email);
    if (buyIn) await row.getByLabel("Buy-in").selectOption({ label: buyIn });
  }

  async choose(choice: string): Promise<void> {
    await this.page.getByRole("radio", { name: new RegExp(`^${choice}`) }).check();
  }

  async hardDate(kind: string, day: string): Promise<void> {
    await this.choose(kind);
    await this.page.getByLabel("Hard date").fill(day);
  }

  async make(): Promise<void> {
    await this.page.getByRole("button", { name: "Make the plan" }).click();
    await this.page.waitForURL(/\/plans\/plan_/);
  }
}
