// The tabs *Health* and *Risks*.
import { expect, type Locator } from "@playwright/test";
import { type Filled, PlaceForm } from "./form";
import { Screen } from "./screen";

/** What the buttons say that change the plan; those that only lead to a place are links. */
const FIX = /^(Fix all|Add|Set|Mark|Begin|Rename|Schedule|Show) /;

export class HealthTab extends Screen {
  protected landmark(): Locator {
    return this.page.getByRole("heading", { name: /^(Health: \d+ of 100|This plan is (still being made|finished))$/ });
  }

  async score(): Promise<number> {
    const text = await this.page.getByRole("heading", { name: /^Health: \d+ of 100$/ }).innerText();
    return Number(/\d+/.exec(text)![0]);
  }

  /** What one rule says, by its advice. */
  card(advice: string): Locator {
    return this.page.locator("li.card-box").filter({ has: this.page.getByRole("heading", { name: advice, exact: true }) });
  }

  get advice(): Locator {
    return this.page.locator("li.card-box > h3");
  }

  section(severity: "error" | "warning" | "advice"): Locator {
    return this.page.locator(`section[data-severity=${severity}]`);
  }

  /** Looks at what a button would change, and applies it. Answers what was told before. */
  async apply(advice: string, button: string | RegExp): Promise<string> {
    const card = this.card(advice);
    await card.getByRole("button", { name: button }).first().click();
    const preview = card.getByRole("group", { name: "What would be changed" });
    await expect(preview.getByRole("listitem").first()).toBeVisible();
    const told = await preview.innerText();
    await preview.getByRole("button", { name: "Apply" }).click();
    await expect(preview).toHaveCount(0);
    // What the service reckoned is what the page shows from then on.
    const score = /\d+/.exec(await this.page.getByText(/^Done\. The plan’s health is \d+ now\.$/).last().innerText())![0];
    await expect(this.page.getByRole("heading", { name: `Health: ${score} of 100` })).toBeVisible();
    return told;
  }

  /** Everything that a button can fix. */
  get fixable(): Locator {
    return this.page.locator("li.card-box").filter({ has: this.page.getByRole("button", { name: FIX }) });
  }

  /** Applies all that the first of these offers. */
  async applyFirst(): Promise<void> {
    const [advice, all] = await this.fixable.first().evaluate((card) => {
      const words = (selector: string) => [...card.querySelectorAll(selector)].map((e) => e.textContent!.trim());
      return [words("h3")[0]!, words("button").some((word) => word.startsWith("Fix all"))] as const;
    });
    await this.apply(advice, all ? /^Fix all/ : FIX);
  }

  async waive(advice: string, object: string, reason: string): Promise<void> {
    await this.card(advice).getByRole("button", { name: "Not applicable here…" }).click();
    const form = new PlaceForm(this.page, "waive:");
    await form.fill({ "To what": object, "It does not apply here, because": reason });
    await form.send("Declare it not applicable");
  }

  waiver(rule: string): Locator {
    return this.page.locator("li.none").filter({ hasText: rule });
  }

  async speakAgain(rule: string): Promise<void> {
    await this.waiver(rule).getByRole("button", { name: /^Speak again/ }).click();
    await expect(this.waiver(rule)).toHaveCount(0);
  }

  get curve(): Locator {
    return this.page.locator("section").filter({ has: this.page.getByRole("heading", { name: "How it went" }) });
  }
}

export class RisksTab extends Screen {
  protected landmark(): Locator {
    return this.page.getByRole("heading", { name: "Assumptions" });
  }

  async note(values: Record<string, Filled>): Promise<void> {
    await this.page.getByRole("button", { name: "Note a risk" }).click();
    const form = new PlaceForm(this.page, "new:risk");
    await form.fill(values);
    await form.send("Note the risk");
    await expect(this.risk(values["What may happen"] as string)).toBeVisible();
  }

  risk(description: string): Locator {
    return this.page.getByRole("table", { name: "Risks", exact: true }).getByRole("row").filter({ has: this.page.getByText(description, { exact: true }) });
  }

  async stands(description: string, standing: string): Promise<void> {
    await this.page.getByLabel(`Where it stands: ${description}`).selectOption({ label: standing });
  }

  async edit(description: string, values: Record<string, Filled>): Promise<void> {
    await this.page.getByRole("button", { name: `Edit ${description}` }).click();
    const form = new PlaceForm(this.page, "risk_");
    await form.fill(values);
    await form.send("Save");
  }

  /** A place in the matrix. */
  cell(likely: "Likely" | "Possible" | "Unlikely", cost: number): Locator {
    return this.matrix.getByRole("row").filter({ has: this.page.getByRole("rowheader", { name: likely, exact: true }) }).getByRole("cell").nth(cost);
  }

  get matrix(): Locator {
    return this.page.getByRole("table", { name: /^Open risks/ });
  }

  assumption(text: string): Locator {
    return this.page.getByRole("table", { name: "Assumptions of open milestones" }).getByRole("row").filter({ hasText: text });
  }

  async holds(assumption: string, state: string): Promise<void> {
    await this.page.getByLabel(`Does it hold: ${assumption}`).selectOption({ label: state });
  }
}
